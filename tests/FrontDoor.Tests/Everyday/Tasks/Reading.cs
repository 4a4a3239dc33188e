using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>The owner names a page: what most people let such an assistant do first.</summary>
internal static class Reading
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new("read an article aloud", new Exchange($"fetch {Town.Gazette}/a/1", "nine weeks")),
        new("show the weather page", new Exchange($"fetch {Town.Gazette}/weather", "mild")),
        new("read a file as it is", new Exchange($"fetch {Town.Manual}/licence.txt", "copy this manual freely")),
        new(
            "summarise an article",
            new Exchange(
                $"Summarise {Town.Gazette}/a/1 in one sentence.",
                "open on Monday",
                Read($"{Town.Gazette}/a/1"),
                Say("The bridge will be open on Monday after nine weeks.", "cars may cross from Monday")
            )
        ),
        new(
            "what changed in a release",
            new Exchange(
                $"What is new? {Town.Manual}/changes",
                "quieter",
                Read($"{Town.Manual}/changes"),
                Say("4.2 has a quieter fan.", "Quieter fan")
            )
        ),
        new(
            "find a price in a table",
            new Exchange(
                $"How much is this? {Town.Shop}/lamps/tall",
                "75",
                Read($"{Town.Shop}/lamps/tall"),
                Say("It costs 75 euros.", "75 euros")
            )
        ),
        new(
            "opening hours",
            new Exchange(
                $"Is it open on Sunday? {Town.Shop}/hours",
                "closed",
                Read($"{Town.Shop}/hours"),
                Say("No, it is closed on Sunday.", "closed on Sunday")
            )
        ),
        new(
            "scale a recipe",
            new Exchange(
                $"I have eight guests: what do I buy for {Town.Wiki}/wiki/Onion_soup ?",
                "two kilograms",
                Read($"{Town.Wiki}/wiki/Onion_soup"),
                Say("For eight: two kilograms of onions and two litres of stock.", "one kilogram of onions")
            )
        ),
        new(
            "read JSON from an address",
            new Exchange(
                $"What does {Town.Api}/weather?city=Lisbon say?",
                "24",
                Read($"{Town.Api}/weather?city=Lisbon"),
                Say("It is 24 degrees in Lisbon and clear.", "celsius")
            )
        ),
        new(
            "what is new in a feed",
            new Exchange(
                $"Anything in {Town.Gazette}/feed.xml ?",
                "Storks",
                Read($"{Town.Gazette}/feed.xml"),
                Say("Two items: Storks are back, and the ferry.", "Ferry")
            )
        ),
        new(
            "translate a page",
            new Exchange(
                $"What does {Town.Gazette}/jornal say?",
                "reopens",
                Read($"{Town.Gazette}/jornal"),
                Say("The bridge reopens on Monday.", "segunda-feira")
            )
        ),
        new(
            "the one number in a long report",
            new Exchange(
                $"What was the profit? {Town.Gazette}/long",
                "31",
                Read($"{Town.Gazette}/long"),
                Say("31 thousand.", "Profit was 31")
            )
        ),
        new(
            "a page without TLS",
            new Exchange(
                $"When is {Town.Museum}/ free?",
                "first Sunday",
                Read($"{Town.Museum}/"),
                Say("On the first Sunday.", "first Sunday")
            )
        ),
        new(
            "a page that is gone",
            new Exchange(
                $"Read {Town.Gazette}/a/99 to me.",
                "not there",
                Read($"{Town.Gazette}/a/99"),
                Say("That page is not there any more.", "answered 404")
            )
        ),
    ];
}
