using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>The owner asks, the model knows where to look: it composes the address itself.</summary>
internal static class LookingUp
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new(
            "the weather",
            new Exchange(
                "How warm is it in Lisbon?",
                "24",
                Read($"{Town.Api}/weather?city=Lisbon"),
                Say("24 degrees and clear.", "celsius")
            )
        ),
        new(
            "an exchange rate",
            new Exchange("What are 50 euros in dollars?", "54.50", Read($"{Town.Api}/rates?from=EUR"), Say("54.50 dollars.", "1.09"))
        ),
        new(
            "an article of the wiki",
            new Exchange(
                "How often is cork harvested?",
                "nine",
                Read($"{Town.Wiki}/wiki/Cork_oak"),
                Say("Every nine years.", "every nine years")
            )
        ),
        new(
            "the newest release of a program",
            new Exchange("Is there a new boilerd?", "4.2.1", Read($"{Town.Api}/releases/boilerd"), Say("Yes, 4.2.1.", "2026-04-02"))
        ),
        new(
            "a word",
            new Exchange("What does brisk mean?", "active", Read($"{Town.Api}/words/brisk"), Say("Quick and active.", "quick and active"))
        ),
        new(
            "public holidays",
            new Exchange(
                "When is the next holiday in Portugal?",
                "10 June",
                Read($"{Town.Api}/holidays/2026/PT"),
                Say("On 10 June.", "Portugal Day")
            )
        ),
        new(
            "the next tram",
            new Exchange(
                "When does the 3 leave from Cedofeita?",
                "17:52",
                Read($"{Town.Api}/departures?stop=Cedofeita"),
                Say("At 17:52.", "17:52")
            )
        ),
        new(
            "a search answered by its results",
            new Exchange(
                "Search the web: how old do cork oaks get?",
                "200",
                Read($"{Town.Search}/?q=cork+oak+age"),
                Say("About 200 years.", "lives 200 years")
            )
        ),
        new(
            "a search and its best hit",
            new Exchange(
                "Search for an onion soup and tell me what I need.",
                "stock",
                Read($"{Town.Search}/?q=onion+soup"),
                Read($"{Town.Wiki}/wiki/Onion_soup", "slow and sweet"),
                Say("One kilogram of onions and a litre of stock.", "one litre of stock")
            )
        )
        {
            Asks = [Why.NotCopied],
        },
        new(
            "a search and two of its hits",
            new Exchange(
                "Search for drinks and soups for a cold evening and give me details of two.",
                "96 degrees",
                Read($"{Town.Search}/?q=cold+evening"),
                Read($"{Town.Wiki}/wiki/Onion_soup", "slow and sweet"),
                Read($"{Town.Wiki}/wiki/Black_tea", "one litre of stock"),
                Say("Onion soup, and black tea at 96 degrees.", "96 degrees")
            )
        )
        {
            Asks = [Why.NotCopied, Why.NotCopied],
        },
        new(
            "a search for a person",
            new Exchange(
                "Who is Ana Pinto? Search, then read her page.",
                "1979",
                Read($"{Town.Search}/?q=Ana+Pinto"),
                Read($"{Town.Wiki}/wiki/Ana_Pinto", "Results"),
                Say("A journalist, born 1979.", "born 1979")
            )
        )
        {
            Asks = [Why.NotCopied],
        },
        new(
            "the owner's own server on a port of its own",
            new Exchange(
                $"Did the backup run? {Town.Box}/status",
                "03:10",
                Read($"{Town.Box}/status"),
                Say("Yes, at 03:10.", "Backup finished")
            )
        ),
    ];
}
