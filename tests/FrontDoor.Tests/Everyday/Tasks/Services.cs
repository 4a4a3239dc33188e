using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>Doing something at a service. The table asks each time, by design; a standing grant is the owner's way out.</summary>
internal static class Services
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new("ask an API as written", new Exchange($"http GET {Town.Api}/account", "120.40")) { Asks = [Why.Composed] },
        new(
            "an entry in a to-do service",
            new Exchange(
                "Add 'call the plumber' to my to-dos.",
                "12",
                Send("POST", $"{Town.Api}/todos", "{\"title\":\"call the plumber\"}"),
                Say("It is number 12.", "201")
            )
        )
        {
            Asks = [Why.Composed],
        },
        new("delete an entry", new Exchange("Delete to-do 12.", "gone", Send("DELETE", $"{Town.Api}/todos/12"), Say("It is gone.", "204")))
        {
            Asks = [Why.Composed],
        },
        new(
            "a light",
            new Exchange(
                "Light in the hall, please.",
                "on",
                Send("PUT", $"{Town.Api}/lights/hall", "{\"on\":true}"),
                Say("It is on.", "200")
            )
        )
        {
            Asks = [Why.Composed],
        },
        new(
            "a message to the phone",
            new Exchange("Send 'tea is ready' to my phone.", "Sent", Send("POST", $"{Town.Api}/push", "tea is ready"), Say("Sent.", "200"))
        )
        {
            Asks = [Why.Composed],
        },
        new(
            "an issue from a page",
            new Exchange(
                $"File an issue about the fan, with what {Town.Manual}/changes says.",
                "88",
                Read($"{Town.Manual}/changes"),
                Send(
                    "POST",
                    $"{Town.Api}/issues",
                    "{\"title\":\"fan\",\"body\":\"4.2 promises a quieter fan\"}",
                    "Content-Type: application/json",
                    "Quieter fan"
                ),
                Say("It is number 88.", "201")
            )
        )
        {
            Asks = [Why.Composed],
        },
    ];
}
