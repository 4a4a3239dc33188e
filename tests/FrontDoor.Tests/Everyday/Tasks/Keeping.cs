using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>Reading and remembering together: digests with a curated memory are what people praise.</summary>
internal static class Keeping
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new(
            "keep a summary",
            new Exchange(
                $"Read {Town.Gazette}/a/3 and remember what matters.",
                "kept",
                Read($"{Town.Gazette}/a/3"),
                Note("library garden opens in June", "from June"),
                Say("I kept it: the garden opens in June.", "written")
            )
        ),
        new(
            "read, keep, and ask days later",
            new Exchange(
                $"Read {Town.Gazette}/a/4 and remember the last ferry.",
                "kept",
                Read($"{Town.Gazette}/a/4"),
                Note("last ferry 23:40", "23:40"),
                Say("I kept it.", "written")
            ),
            new Exchange("When is the last ferry?", "23:40", Find("last ferry"), Say("At 23:40.", "last ferry 23:40")) { IsLater = true }
        ),
        new(
            "keep a recipe",
            new Exchange(
                $"Save {Town.Wiki}/wiki/Onion_soup to my kitchen notes.",
                "saved",
                Read($"{Town.Wiki}/wiki/Onion_soup"),
                Note("kitchen.md", "onion soup: 1 kg onions, 1 l stock", "one litre of stock"),
                Say("It is saved.", "kitchen.md")
            ),
            new Exchange(
                "What do my kitchen notes say?",
                "onions",
                Open("kitchen.md"),
                Say("Onion soup: a kilogram of onions, a litre of stock.", "1 kg onions")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "a price now and later",
            new Exchange(
                $"Note the price of {Town.Shop}/lamps/small",
                "29",
                Read($"{Town.Shop}/lamps/small"),
                Note("price small lamp 29", "29 euros"),
                Say("29 euros, noted.", "written")
            ),
            new Exchange(
                $"Has {Town.Shop}/lamps/small become cheaper?",
                "still 29",
                Find("price small lamp"),
                Read($"{Town.Shop}/lamps/small", "price small lamp 29"),
                Say("No, still 29 euros.", "29 euros")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "a reading list of two pages",
            new Exchange(
                $"Add {Town.Gazette}/a/1 and {Town.Gazette}/a/2 to my reading notes, a line each.",
                "added",
                Read($"{Town.Gazette}/a/1"),
                Read($"{Town.Gazette}/a/2"),
                Note("reading.md", "bridge opens Monday", "nine weeks"),
                Note("reading.md", "17 pairs of storks", "Seventeen"),
                Say("Both are added.", "written")
            )
        ),
        new(
            "does a page fit what I told you",
            new Exchange("remember my alcove is 90 cm wide", "noted", Note("alcove width 90 cm"), Say("It is noted.", "written")),
            new Exchange(
                $"Does the boiler fit into my alcove? {Town.Manual}/install",
                "too narrow",
                Find("alcove width"),
                Read($"{Town.Manual}/install", "alcove width 90"),
                Say("It needs 40 cm on each side; 90 cm is too narrow.", "40 cm of room")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "open an address that I told you",
            new Exchange(
                $"My parish bulletin is {Town.Gazette}/older",
                "noted",
                Note($"parish bulletin {Town.Gazette}/older"),
                Say("It is noted.", "written")
            ),
            new Exchange(
                "What is in the parish bulletin?",
                "blue",
                Find("parish bulletin"),
                Read($"{Town.Gazette}/older", "/older"),
                Say("The town hall is blue now.", "painted blue")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "open an address that you found for me",
            new Exchange(
                $"Remember where {Town.Shop}/lamps has the tall one.",
                "noted",
                Read($"{Town.Shop}/lamps"),
                Note($"tall standing lamp at {Town.Shop}/lamps/tall", "/lamps/tall)"),
                Say("It is noted.", "written")
            ),
            new Exchange(
                "What did the tall standing lamp cost?",
                "75",
                Find("tall standing lamp"),
                Read($"{Town.Shop}/lamps/tall", "/lamps/tall"),
                Say("75 euros.", "75 euros")
            )
            {
                IsLater = true,
            }
        )
        {
            Asks = [Why.NotCopied],
        },
        new(
            "rewrite a note from a page",
            new Exchange("Keep a note on the weather.", "kept", Rewrite("weather.md", "nothing yet"), Say("It is kept.", "written")),
            new Exchange(
                $"Bring it up to date from {Town.Gazette}/weather/week",
                "up to date",
                Read($"{Town.Gazette}/weather/week"),
                Rewrite("weather.md", "rain on Thursday", "Rain on Thursday"),
                Say("It is up to date.", "\\\"append\\\":false")
            )
        )
        {
            Asks = [Why.Replaces],
        },
    ];
}
