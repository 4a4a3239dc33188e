using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>One conversation, several subjects: what was read stays in it and taints what follows.</summary>
internal static class Conversations
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new("small talk", new Exchange("Good morning!", "morning", Say("Good morning. What shall I do?"))),
        new("an echo", new Exchange("echo the bins go out on Tuesday", "Tuesday")),
        new(
            "a page, then a question about it",
            new Exchange($"Summarise {Town.Gazette}/a/1", "Monday", Read($"{Town.Gazette}/a/1"), Say("Open on Monday.", "nine weeks")),
            new Exchange("What did it cost?", "2.4", Say("2.4 million.", "2.4 million"))
        ),
        new(
            "a page, then one of its links",
            new Exchange(
                $"What is on {Town.Gazette}/ ?",
                "Storks",
                Read($"{Town.Gazette}/"),
                Say("The bridge, Storks, a garden, a ferry.", "Storks are back")
            ),
            new Exchange("Read me the third.", "June", Read($"{Town.Gazette}/a/3", "/a/3)"), Say("A garden from June.", "from June"))
        ),
        new(
            "a page, then another that I name",
            new Exchange($"Summarise {Town.Gazette}/a/2", "storks", Read($"{Town.Gazette}/a/2"), Say("17 pairs of storks.", "Seventeen")),
            new Exchange($"And {Town.Gazette}/a/4 ?", "23:40", Read($"{Town.Gazette}/a/4"), Say("A boat at 23:40.", "23:40"))
        ),
        new(
            "a page, then a note of my own",
            new Exchange(
                $"Is {Town.Shop}/hours open on Saturday?",
                "9 to 14",
                Read($"{Town.Shop}/hours"),
                Say("Yes, 9 to 14.", "Saturday 9")
            ),
            new Exchange("Remember that I want to go there.", "noted", Note("visit the shop on a Saturday"), Say("It is noted.", "written"))
        ),
        new(
            "a note, then a look into the web",
            new Exchange("What did I say about holidays?", "nothing", Find("holidays"), Say("You said nothing.", "\\\"count\\\":0")),
            new Exchange(
                "Then: when is the next one in Portugal?",
                "10 June",
                Read($"{Town.Api}/holidays/2026/PT"),
                Say("On 10 June.", "Portugal Day")
            )
        ),
        new(
            "a page, then something else entirely",
            new Exchange($"Summarise {Town.Gazette}/a/3", "garden", Read($"{Town.Gazette}/a/3"), Say("A garden from June.", "from June")),
            new Exchange("And how warm is it in Lisbon?", "24", Read($"{Town.Api}/weather?city=Lisbon"), Say("24 degrees.", "celsius"))
        )
        {
            Asks = [Why.NotCopied],
        },
    ];
}
