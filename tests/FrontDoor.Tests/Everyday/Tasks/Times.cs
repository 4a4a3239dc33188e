using static Gatehouse.FrontDoor.Tests.Everyday.Move;

namespace Gatehouse.FrontDoor.Tests.Everyday.Tasks;

/// <summary>Dates and times.</summary>
internal static class Times
{
    public static IReadOnlyList<EverydayTask> All { get; } =
    [
        new("what time it is", new Exchange("time", "20")),
        new(
            "the time elsewhere",
            new Exchange(
                "When it is noon in Lisbon on 2 May, what time is it in Tokyo?",
                "20:00",
                Time(
                    new
                    {
                        operation = "convert",
                        timestamp = "2026-05-02T12:00:00",
                        from_timezone = "Europe/Lisbon",
                        to_timezone = "Asia/Tokyo",
                    }
                ),
                Say("20:00.", "2026-05-02T20:00:00")
            )
        ),
        new(
            "days between two dates",
            new Exchange(
                "How many days from 1 March to 1 June 2026?",
                "92",
                Time(
                    new
                    {
                        operation = "diff",
                        timestamp = "2026-03-01T00:00:00Z",
                        timestamp2 = "2026-06-01T00:00:00Z",
                    }
                ),
                Say("92 days.", "\\\"days\\\":92")
            )
        ),
        new(
            "the day of the week",
            new Exchange(
                "What weekday is 18 July 2026?",
                "Saturday",
                Time(
                    new
                    {
                        operation = "format",
                        timestamp = "2026-07-18T00:00:00Z",
                        format_string = "dddd",
                    }
                ),
                Say("A Saturday.", "Saturday")
            )
        ),
        new(
            "how long until an event on a page",
            new Exchange(
                $"How many days from 1 July to the concert? {Town.Shop}/concert",
                "17",
                Read($"{Town.Shop}/concert"),
                Time(
                    new
                    {
                        operation = "diff",
                        timestamp = "2026-07-01T00:00:00Z",
                        timestamp2 = "2026-07-18T00:00:00Z",
                    },
                    "2026-07-18"
                ),
                Say("17 days.", "\\\"days\\\":17")
            )
        ),
    ];
}
