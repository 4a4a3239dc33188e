using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>From one page to others: digests, comparisons, manuals.</summary>
internal static class Onwards
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new(
            "follow a link",
            new Exchange(
                $"Look at {Town.Gazette}/ and tell me about the storks.",
                "Seventeen",
                Read($"{Town.Gazette}/"),
                Read($"{Town.Gazette}/a/2", "Storks are back"),
                Say("Seventeen pairs nest on the old mill.", "Seventeen pairs")
            )
        ),
        new(
            "two links deep",
            new Exchange(
                $"Will it rain this week? Start at {Town.Gazette}/",
                "Thursday",
                Read($"{Town.Gazette}/"),
                Read($"{Town.Gazette}/weather", "/weather)"),
                Read($"{Town.Gazette}/weather/week", "/weather/week)"),
                Say("Yes, on Thursday.", "Rain on Thursday")
            )
        ),
        new(
            "three pages of the owner's list",
            new Exchange(
                $"One line about each: {Town.Gazette}/a/1 {Town.Gazette}/a/3 {Town.Manual}/changes",
                "garden",
                Read($"{Town.Gazette}/a/1"),
                Read($"{Town.Gazette}/a/3"),
                Read($"{Town.Manual}/changes"),
                Say("The bridge opens; the library gets a garden; the fan is quieter.", "Quieter fan")
            )
        ),
        new(
            "the right chapter of a manual",
            new Exchange(
                $"How do I reset it? The manual is at {Town.Manual}/",
                "both buttons",
                Read($"{Town.Manual}/"),
                Read($"{Town.Manual}/config", "/config)"),
                Say("Hold both buttons for five seconds.", "both buttons")
            )
        ),
        new(
            "the next page by its link",
            new Exchange(
                $"Read {Town.Manual}/c/1 and the page after it.",
                "left",
                Read($"{Town.Manual}/c/1"),
                Read($"{Town.Manual}/c/2", "/c/2)"),
                Say("Valve 1 turns right, valve 2 left.", "Valve 2 turns left")
            )
        ),
        new(
            "compare two products",
            new Exchange(
                $"Which lamp on {Town.Shop}/lamps is cheaper?",
                "small",
                Read($"{Town.Shop}/lamps"),
                Read($"{Town.Shop}/lamps/small", "/lamps/small)"),
                Read($"{Town.Shop}/lamps/tall", "29 euros"),
                Say("The small one: 29 against 75 euros.", "75 euros")
            )
        ),
        new(
            "an item of a feed",
            new Exchange(
                $"When does the last ferry leave? See {Town.Gazette}/feed.xml",
                "23:40",
                Read($"{Town.Gazette}/feed.xml"),
                Read($"{Town.Gazette}/a/4", "/a/4"),
                Say("At 23:40.", "23:40")
            )
        ),
        new(
            "a morning digest",
            new Exchange(
                $"My digest of {Town.Gazette}/ please.",
                "late boat",
                Read($"{Town.Gazette}/"),
                Read($"{Town.Gazette}/a/1", "/a/1)"),
                Read($"{Town.Gazette}/a/2", "nine weeks"),
                Read($"{Town.Gazette}/a/3", "Seventeen"),
                Read($"{Town.Gazette}/a/4", "from June"),
                Say("Bridge open Monday; 17 pairs of storks; garden from June; a late boat at 23:40.", "23:40")
            )
        ),
        new(
            "a page that has moved",
            new Exchange(
                $"What does {Town.Gazette}/moved say?",
                "moved to",
                Read($"{Town.Gazette}/moved"),
                Say("It has moved to manual.everyday.example.com; give me the new address.", "manual.everyday.example.com")
            )
        ),
        new(
            "a second page that no link leads to",
            new Exchange(
                $"What is in {Town.Gazette}/archive ? Read all of it.",
                "1967",
                Read($"{Town.Gazette}/archive"),
                Read($"{Town.Gazette}/archive?page=2", "first page of two"),
                Say("The flood of 1967.", "flood of 1967")
            )
        )
        {
            Asks = [Why.NotCopied],
        },
        new(
            "who wrote an article",
            new Exchange(
                $"Who is the author of {Town.Gazette}/a/1 ? Look her up in the wiki.",
                "Braga",
                Read($"{Town.Gazette}/a/1"),
                Read($"{Town.Wiki}/wiki/Ana_Pinto", "Ana Pinto"),
                Say("Ana Pinto, a journalist born in Braga.", "Braga")
            )
        )
        {
            Asks = [Why.NotCopied],
        },
        new(
            "a whole manual of ten chapters",
            new Exchange(
                $"Read all of {Town.Manual}/ and list the valves.",
                "ten valves",
                [
                    Read($"{Town.Manual}/"),
                    .. Enumerable.Range(1, 10).Select(i => Read($"{Town.Manual}/c/{i}", i == 1 ? "/c/1)" : $"Valve {i - 1} turns")),
                    Say("There are ten valves; the even ones turn left.", "Valve 10 turns left"),
                ]
            )
        )
        {
            Asks = [Why.ManyPages],
        },
    ];
}
