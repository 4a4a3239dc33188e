using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>Facts, lists and corrections: "it forgets" is the loudest complaint after cost.</summary>
internal static class Remembering
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new("remember a fact", new Exchange("remember the spare key hangs behind the clock", "Saved to")),
        new(
            "remember and find it days later",
            new Exchange("remember my shoe size is 43", "Saved to"),
            new Exchange("search shoe size", "43") { IsLater = true }
        ),
        new("remember in a document", new Exchange("remember in home/heating.md: the boiler was serviced in May", "home/heating.md")),
        new(
            "open a document",
            new Exchange("remember in garden.md: onions go in by the wall", "garden.md"),
            new Exchange("recall garden.md", "onions go in") { IsLater = true }
        ),
        new("ask for something never told", new Exchange("search zeppelin", "Nothing found")),
        new(
            "a shopping list that grows",
            new Exchange(
                "Put milk on the shopping list.",
                "Milk",
                Note("lists/shopping.md", "milk", null),
                Say("Milk is on the list.", "written")
            ),
            new Exchange("And candles.", "Candles", Note("lists/shopping.md", "candles", null), Say("Candles too.", "content_length")),
            new Exchange("What is on the shopping list?", "candles", Open("lists/shopping.md"), Say("Milk and candles.", "word_count"))
            {
                IsLater = true,
            }
        ),
        new(
            "a preference",
            new Exchange("I take my coffee black.", "noted", Note("coffee: black"), Say("It is noted.", "written")),
            new Exchange("How do I take my coffee?", "Black", Find("coffee"), Say("Black.", "coffee: black")) { IsLater = true }
        ),
        new(
            "correct a fact",
            new Exchange(
                "My dentist is Dr. Reis, at three on Friday.",
                "noted",
                Rewrite("dentist.md", "Dr. Reis, Friday 15:00"),
                Say("It is noted.", "written")
            ),
            new Exchange(
                "No, at four.",
                "corrected",
                Rewrite("dentist.md", "Dr. Reis, Friday 16:00"),
                Say("It is corrected.", "\\\"append\\\":false")
            ),
            new Exchange("When is the dentist?", "four", Open("dentist.md"), Say("Friday at four.", "16:00")) { IsLater = true }
        ),
        new(
            "two facts together",
            new Exchange(
                "Tomas is allergic to nuts. Rita eats no meat.",
                "noted",
                Note("Tomas allergic nuts"),
                Note("Rita eats no meat"),
                Say("It is noted.", "written")
            ),
            new Exchange(
                "What can I cook for Tomas and Rita?",
                "without nuts and meat",
                Find("Tomas"),
                Find("Rita"),
                Say("Something without nuts and meat.", "Rita eats no meat")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "a birthday and how long until then",
            new Exchange("Clara's birthday is on 20 August.", "noted", Note("birthday Clara 2026-08-20"), Say("It is noted.", "written")),
            new Exchange(
                "How many days from 1 August to Clara's birthday?",
                "19",
                Find("birthday Clara"),
                Time(
                    new
                    {
                        operation = "diff",
                        timestamp = "2026-08-01T00:00:00Z",
                        timestamp2 = "2026-08-20T00:00:00Z",
                    },
                    "2026-08-20"
                ),
                Say("19 days.", "\\\"days\\\":19")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "a packing list from earlier trips",
            new Exchange(
                "I forgot the charger last time. Remember that for trips.",
                "noted",
                Note("trips/packing.md", "charger, forgotten last time", null),
                Say("It is noted.", "written")
            ),
            new Exchange(
                "What must I not forget on the trip?",
                "charger",
                Open("trips/packing.md"),
                Say("The charger.", "forgotten last time")
            )
            {
                IsLater = true,
            }
        ),
        new(
            "a long text",
            new Exchange(
                "Keep this for me: " + string.Concat(Enumerable.Repeat("we walked along the coast and talked about boats. ", 40)),
                "kept",
                Note("diary/coast.md", string.Concat(Enumerable.Repeat("we walked along the coast and talked about boats. ", 40)), null),
                Say("It is kept.", "content_length")
            )
        ),
    ];
}
