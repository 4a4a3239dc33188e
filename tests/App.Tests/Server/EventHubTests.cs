using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Events;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;

namespace Gatehouse.App.Tests.Server;

public sealed class EventHubTests
{
    private static readonly Credential Caller = new Credential.Peer();

    [Fact]
    public void A_stream_that_comes_back_goes_on_where_it_was()
    {
        var hub = new EventHub();
        var before = Live(hub, () => hub.Publish(new StatusEvent("one")));
        hub.Publish(new StatusEvent("two"));
        hub.Publish(new StatusEvent("three"));

        var back = hub.Subscribe(before.Single().Id, Caller, StreamKind.EventStream)!;

        Assert.Equal(["two", "three"], Drain(hub, back).Select(frame => ((StatusEvent)Read(frame)).Message));
    }

    [Fact]
    public void Chunks_of_a_running_answer_are_replayed_as_one()
    {
        var hub = new EventHub();
        var id = Live(hub, () => hub.Publish(new TurnStartedEvent("t", "u"))).Single().Id;
        hub.Publish(new StreamChunkEvent("Good ", "t", "u"));
        hub.Publish(new ToolStartedEvent("echo", "c", "t", "u"));
        hub.Publish(new StreamChunkEvent("morning", "t", "u"));

        var back = Fresh(hub, id).Select(Read).ToList();

        Assert.Equal([new ToolStartedEvent("echo", "c", "t", "u"), new StreamChunkEvent("Good morning", "t", "u", Replace: true)], back);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("000000000000-1")]
    [InlineData("-")]
    public void An_id_of_another_run_means_fetch_again(string id)
    {
        var hub = new EventHub();
        hub.Publish(new StatusEvent("one"));

        Assert.IsType<ResyncEvent>(Read(Fresh(hub, id)[0]));
    }

    [Fact]
    public void Beyond_the_ring_means_fetch_again_and_just_inside_does_not()
    {
        var hub = new EventHub();
        var ids = Live(
            hub,
            () =>
            {
                hub.Publish(new StatusEvent("one"));
                hub.Publish(new StatusEvent("two"));
            }
        );
        for (var more = 0; more < EventRing.MaxFrames; more++)
        {
            hub.Publish(new StatusEvent("more"));
        }

        Assert.IsType<ResyncEvent>(Read(Fresh(hub, ids[0].Id)[0]));
        Assert.Equal(EventRing.MaxFrames, Fresh(hub, ids[1].Id).Count);
    }

    [Fact]
    public void Large_events_leave_the_ring_by_size()
    {
        var hub = new EventHub();
        var id = Live(hub, () => hub.Publish(new StatusEvent("one"))).Single().Id;
        for (var more = 0; more < 10; more++)
        {
            hub.Publish(new StatusEvent(new string('x', 1024 * 1024)));
        }

        Assert.IsType<ResyncEvent>(Read(Fresh(hub, id)[0]));
    }

    [Fact]
    public void A_slow_reader_is_told_to_fetch_again_and_blocks_nobody()
    {
        var hub = new EventHub();
        var (slow, quick) = (hub.Subscribe(null, Caller, StreamKind.EventStream)!, hub.Subscribe(null, Caller, StreamKind.EventStream)!);
        for (var more = 0; more < EventSubscriber.MaxWaiting + 10; more++)
        {
            hub.Publish(new StatusEvent("more"));
            Assert.True(hub.TryTake(quick, out _));
        }

        var late = Drain(hub, slow);
        Assert.Equal(EventSubscriber.MaxWaiting + 1, late.Count);
        Assert.IsType<ResyncEvent>(Read(late[^1]));
        Assert.All(late.SkipLast(1), frame => Assert.IsType<StatusEvent>(Read(frame)));
        Assert.Empty(Drain(hub, slow));
        Assert.Empty(Drain(hub, quick));
        hub.Publish(new StatusEvent("after"));
        Assert.Single(Drain(hub, slow));
    }

    [Fact]
    public void A_reader_that_stands_still_holds_no_more_than_a_megabyte()
    {
        var hub = new EventHub();
        var slow = hub.Subscribe(null, Caller, StreamKind.WebSocket)!;
        for (var more = 0; more < 20; more++)
        {
            hub.Publish(new StatusEvent(new string('x', 100_000)));
        }

        var frames = Drain(hub, slow);
        Assert.InRange(frames.Sum(frame => frame.Size), 900_000, EventSubscriber.MaxWaitingBytes);
        Assert.IsType<ResyncEvent>(Read(frames[^1]));
    }

    [Fact]
    public void An_event_larger_than_the_queue_still_passes_an_empty_one()
    {
        var hub = new EventHub();
        var reader = hub.Subscribe(null, Caller, StreamKind.WebSocket)!;

        hub.Publish(new StatusEvent(new string('x', (int)EventSubscriber.MaxWaitingBytes)));

        Assert.IsType<StatusEvent>(Read(Assert.Single(Drain(hub, reader))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_hundred_and_first_reader_of_either_kind_is_turned_away(bool socket)
    {
        var (hub, last) = (new EventHub(), socket ? StreamKind.WebSocket : StreamKind.EventStream);
        var readers = Enumerable
            .Range(0, GatewayLimits.Subscribers)
            .Select(number => hub.Subscribe(null, Caller, number < 60 ? StreamKind.EventStream : StreamKind.WebSocket))
            .ToList();

        Assert.DoesNotContain(null, readers);
        Assert.Equal((60, 40), (hub.Count(StreamKind.EventStream), hub.Count(StreamKind.WebSocket)));
        Assert.Null(hub.Subscribe(null, Caller, last));
        hub.Unsubscribe(readers[0]!);
        Assert.NotNull(hub.Subscribe(null, Caller, last));
    }

    [Fact]
    public void An_open_reader_can_go_back_to_an_event()
    {
        var hub = new EventHub();
        var ids = Live(hub, () => Enumerable.Range(1, 4).ToList().ForEach(number => hub.Publish(new StatusEvent($"{number}"))));
        var reader = hub.Subscribe(null, Caller, StreamKind.WebSocket)!;
        hub.Publish(new StatusEvent("5"));

        hub.Resume(reader, ids[1].Id);
        hub.Publish(new StatusEvent("6"));

        Assert.Equal(["3", "4", "5", "6"], Drain(hub, reader).Select(frame => ((StatusEvent)Read(frame)).Message));
        hub.Resume(reader, "nonsense");
        Assert.IsType<ResyncEvent>(Read(Assert.Single(Drain(hub, reader))));
    }

    [Fact]
    public async Task Only_those_whose_credential_ended_are_cut()
    {
        var hub = new EventHub();
        var (old, fresh) = (
            hub.Subscribe(null, new Credential.Token(0), StreamKind.WebSocket)!,
            hub.Subscribe(null, new Credential.Token(1), StreamKind.EventStream)!
        );

        Assert.Equal(1, hub.Cut(caller => caller is Credential.Token { Generation: 0 }));

        Assert.True(old.WhenCut.IsCancellationRequested);
        Assert.False(fresh.WhenCut.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => old.WaitAsync(old.WhenCut));
    }

    /// <summary>However often a reader breaks off and comes back, what it ends up with is what one that never broke off has.</summary>
    [Fact]
    public void Reconnecting_loses_and_repeats_nothing()
    {
        var steps = Gen.Choose(0, 5).NonEmptyListOf();
        Prop.ForAll(steps.ToArbitrary(), script => SameAsUnbroken([.. script])).QuickCheckThrowOnFailure();
    }

    private static bool SameAsUnbroken(IReadOnlyList<int> script)
    {
        var hub = new EventHub();
        var steady = hub.Subscribe(null, Caller, StreamKind.EventStream)!;
        var broken = hub.Subscribe(null, Caller, StreamKind.EventStream)!;
        var (seen, last, shown, wanted) = (new List<long>(), (string?)null, "", "");
        // Whoever has seen nothing yet has no place to come back to.
        hub.Publish(new StatusEvent("first"));
        Take(Drain(hub, broken));
        foreach (var (index, step) in script.Index())
        {
            switch (step)
            {
                case 0:
                    Take(Drain(hub, broken));
                    hub.Unsubscribe(broken);
                    break;
                case 1:
                    hub.Unsubscribe(broken);
                    broken = hub.Subscribe(last, Caller, StreamKind.EventStream)!;
                    Take(Drain(hub, broken));
                    break;
                case 2:
                    hub.Publish(new StreamChunkEvent($"{index};", "t", "u"));
                    wanted += $"{index};";
                    break;
                default:
                    hub.Publish(new StatusEvent($"{index}"));
                    break;
            }
        }

        hub.Unsubscribe(broken);
        Take(Fresh(hub, last));
        var all = Drain(hub, steady).Where(frame => frame.Type == "status").Select(frame => frame.Seq);
        return all.SequenceEqual(seen) && shown == wanted;

        void Take(IEnumerable<EventFrame> frames)
        {
            foreach (var frame in frames)
            {
                last = frame.Id;
                if (Read(frame) is StreamChunkEvent chunk)
                {
                    shown = chunk.Replace == true ? chunk.Content : shown + chunk.Content;
                }
                else
                {
                    seen.Add(frame.Seq);
                }
            }
        }
    }

    private static List<EventFrame> Live(EventHub hub, Action publish)
    {
        var subscriber = hub.Subscribe(null, Caller, StreamKind.EventStream)!;
        publish();
        hub.Unsubscribe(subscriber);
        return Drain(hub, subscriber);
    }

    private static List<EventFrame> Fresh(EventHub hub, string? lastId)
    {
        var subscriber = hub.Subscribe(lastId, Caller, StreamKind.EventStream)!;
        return Drain(hub, subscriber);
    }

    private static List<EventFrame> Drain(EventHub hub, EventSubscriber subscriber)
    {
        var frames = new List<EventFrame>();
        while (hub.TryTake(subscriber, out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }

    private static ServerEvent Read(EventFrame frame) => JsonSerializer.Deserialize(frame.Data, GatehouseJson.Default.ServerEvent)!;
}
