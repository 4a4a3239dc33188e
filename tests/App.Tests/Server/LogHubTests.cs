using System.Text;
using Gatehouse.Contracts.Logs;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Server.Logging;
using Microsoft.Extensions.Logging;

namespace Gatehouse.App.Tests.Server;

/// <summary>The ring of log entries: bounded, never waiting for a reader, and honest about what a slow one lost.</summary>
public sealed class LogHubTests
{
    private static readonly Credential Owner = new Credential.Peer();

    private readonly EventHub _events = new();
    private readonly LogHub _logs;

    public LogHubTests() => _logs = new LogHub(_events);

    [Fact]
    public void The_newest_five_hundred_are_kept_in_order()
    {
        Publish(0, 600);
        var kept = _logs.Recent();
        Assert.Equal(LogHub.Kept, kept.Count);
        Assert.Equal(("line 100", "line 599"), (kept[0].Message, kept[^1].Message));
    }

    [Fact]
    public void A_fresh_reader_gets_what_is_kept_and_one_that_comes_back_what_it_has_not_seen()
    {
        Publish(0, 10);
        var first = _logs.Subscribe(lastId: null, Owner)!;
        var frames = Take(first);
        Assert.Equal(10, frames.Count);
        Assert.All(frames, frame => Assert.Equal("log", frame.Type));
        Publish(10, 2);
        Assert.Equal(["line 10", "line 11"], Take(_logs.Subscribe(frames[^1].Id, Owner)!).Select(Message));
        // An id of another run says nothing here.
        Assert.Equal(12, Take(_logs.Subscribe("0123456789ab-11", Owner)!).Count);
    }

    [Fact]
    public void A_slow_reader_is_told_how_many_it_lost_and_gets_the_newest()
    {
        var slow = _logs.Subscribe(lastId: null, Owner)!;
        Publish(0, 2_000);

        var frames = Take(slow);

        var lost = frames.FindIndex(frame => frame.Type == "dropped");
        Assert.True(lost > 0, "nothing was said to be lost");
        var before = frames.Take(lost).Count();
        var after = frames.Skip(lost + 1).ToList();
        Assert.Equal($"{{\"dropped\":{2_000 - before - after.Count}}}", Encoding.UTF8.GetString(frames[lost].Data));
        Assert.Equal("line 1999", Message(frames[^1]));
        // And goes on without a hole.
        Publish(2_000, 1);
        Assert.Equal(["line 2000"], Take(slow).Select(Message));
    }

    [Fact]
    public void A_reader_that_fell_behind_by_less_than_the_ring_loses_nothing()
    {
        Publish(0, 400);
        var reader = _logs.Subscribe(lastId: null, Owner)!;
        Publish(400, 700);
        var frames = Take(reader);
        var messages = frames.Where(frame => frame.Type == "log").Select(Message).ToList();
        Assert.Equal(messages.Distinct().Count(), messages.Count);
        Assert.DoesNotContain(frames, frame => frame.Type == "dropped");
        Assert.Equal("line 1099", messages[^1]);
    }

    [Fact]
    public void It_gets_no_event_of_the_chat_and_ends_with_its_credential()
    {
        var reader = _logs.Subscribe(lastId: null, Owner)!;
        _events.Publish(new Contracts.Events.HeartbeatEvent());
        Assert.Empty(Take(reader));
        Assert.Equal(1, _events.Cut(caller => caller == Owner));
        Assert.True(reader.WhenCut.IsCancellationRequested);
        _logs.Unsubscribe(reader);
        Assert.Equal(0, _events.Count(StreamKind.LogStream));
    }

    [Theory]
    [InlineData("a\u001b[31mred\r\nINFO forged", "a⟦U+001B⟧[31mred⟦U+000D⟧⟦U+000A⟧INFO forged")]
    [InlineData("left\u202Eright", "left⟦U+202E⟧right")]
    public void What_is_invisible_is_spelled_out(string text, string shown) =>
        Assert.Equal(shown, LogMessage.Of(text, DeepScan.Shared.Scan(text)));

    [Fact]
    public void A_line_with_a_key_is_withheld_whole_also_when_the_key_is_wrapped_or_far_behind()
    {
        var key = "AKIA" + "Q7XWJ2MBT4LZPD3S";
        foreach (
            var text in new[]
            {
                $"request failed with {key}",
                $"blob {Convert.ToBase64String(Encoding.ASCII.GetBytes($"id={key} and more"))}",
                new string('x', LogMessage.MaxLength - 5) + " " + key,
            }
        )
        {
            Assert.Equal(LogMessage.Withheld, LogMessage.Of(text, DeepScan.Shared.Scan(text)));
        }
    }

    [Fact]
    public void A_long_line_is_cut_and_never_through_a_pair()
    {
        var text = new string('a', LogMessage.MaxLength - 1) + "😀 and on";
        var line = LogMessage.Of(text, DeepScan.Shared.Scan(text));
        Assert.Equal(LogMessage.MaxLength, line.Length);
        Assert.EndsWith("a…", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogLevel.Trace, true, LogLevel.Trace, true)]
    [InlineData(LogLevel.Trace, false, LogLevel.Information, false)] // the framework tells queries there, and a query can hold a token
    [InlineData(LogLevel.Trace, false, LogLevel.Warning, true)]
    [InlineData(LogLevel.Information, true, LogLevel.Debug, false)]
    [InlineData(LogLevel.Error, true, LogLevel.Warning, false)]
    [InlineData(LogLevel.Error, true, LogLevel.Critical, true)]
    [InlineData(LogLevel.Trace, true, LogLevel.None, false)]
    public void The_level_decides_and_the_framework_stays_quiet_at_any(LogLevel set, bool ours, LogLevel line, bool kept) =>
        Assert.Equal(kept, new LogLevels { Current = set }.Keeps(line, ours));

    private void Publish(int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            _logs.Publish(new LogEntryView("info", "Gatehouse.Test", $"line {number}", DateTimeOffset.UnixEpoch));
        }
    }

    private List<EventFrame> Take(EventSubscriber reader)
    {
        var frames = new List<EventFrame>();
        while (_events.TryTake(reader, out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }

    private static string Message(EventFrame frame)
    {
        using var entry = System.Text.Json.JsonDocument.Parse(frame.Data.ToArray());
        return entry.RootElement.GetProperty("message").GetString()!;
    }
}
