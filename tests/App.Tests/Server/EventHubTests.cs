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
    [Fact]
    public void A_stream_that_comes_back_goes_on_where_it_was()
    {
        var hub = new EventHub();
        var before = Live(hub, () => hub.Publish(new StatusEvent("one")));
        hub.Publish(new StatusEvent("two"));
        hub.Publish(new StatusEvent("three"));

        var back = hub.Subscribe(before.Single().Id, session: null)!;

        Assert.Equal(["two", "three"], back.First.Select(frame => ((StatusEvent)Read(frame)).Message));
    }

    [Fact]
    public void Chunks_of_a_running_answer_are_replayed_as_one()
    {
        var hub = new EventHub();
        var id = Live(hub, () => hub.Publish(new TurnStartedEvent("t", "u"))).Single().Id;
        hub.Publish(new StreamChunkEvent("Good ", "t", "u"));
        hub.Publish(new ToolStartedEvent("echo", "c", "t", "u"));
        hub.Publish(new StreamChunkEvent("morning", "t", "u"));

        var back = hub.Subscribe(id, session: null)!.First.Select(Read).ToList();

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

        Assert.IsType<ResyncEvent>(Read(hub.Subscribe(id, session: null)!.First[0]));
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

        Assert.IsType<ResyncEvent>(Read(hub.Subscribe(ids[0].Id, session: null)!.First[0]));
        Assert.Equal(EventRing.MaxFrames, hub.Subscribe(ids[1].Id, session: null)!.First.Count);
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

        Assert.IsType<ResyncEvent>(Read(hub.Subscribe(id, session: null)!.First[0]));
    }

    [Fact]
    public void A_slow_reader_is_told_to_fetch_again_and_blocks_nobody()
    {
        var hub = new EventHub();
        var (slow, quick) = (hub.Subscribe(null, session: null)!, hub.Subscribe(null, session: null)!);
        for (var more = 0; more < EventSubscriber.MaxWaiting + 10; more++)
        {
            hub.Publish(new StatusEvent("more"));
            Assert.True(quick.Waiting.TryRead(out _));
        }

        Assert.Equal(EventSubscriber.MaxWaiting, Drain(slow).Count);
        Assert.IsType<ResyncEvent>(Read(hub.Catch(slow).Single()));
        Assert.Empty(hub.Catch(slow));
        Assert.Empty(hub.Catch(quick));
        hub.Publish(new StatusEvent("after"));
        Assert.Single(Drain(slow));
    }

    [Fact]
    public void The_hundred_and_first_reader_is_turned_away()
    {
        var hub = new EventHub();
        var readers = Enumerable.Range(0, GatewayLimits.Subscribers).Select(_ => hub.Subscribe(null, session: null)).ToList();

        Assert.DoesNotContain(null, readers);
        Assert.Null(hub.Subscribe(null, session: null));
        hub.Unsubscribe(readers[0]!);
        Assert.NotNull(hub.Subscribe(null, session: null));
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
        var steady = hub.Subscribe(null, session: null)!;
        var broken = hub.Subscribe(null, session: null)!;
        var (seen, last, shown, wanted) = (new List<long>(), (string?)null, "", "");
        // Whoever has seen nothing yet has no place to come back to.
        hub.Publish(new StatusEvent("first"));
        Take(Drain(broken));
        foreach (var (index, step) in script.Index())
        {
            switch (step)
            {
                case 0:
                    Take(Drain(broken));
                    hub.Unsubscribe(broken);
                    break;
                case 1:
                    hub.Unsubscribe(broken);
                    broken = hub.Subscribe(last, session: null)!;
                    Take(broken.First);
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
        Take(hub.Subscribe(last, session: null)!.First);
        var all = Drain(steady).Where(frame => frame.Type == "status").Select(frame => frame.Seq);
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
        var subscriber = hub.Subscribe(null, session: null)!;
        publish();
        hub.Unsubscribe(subscriber);
        return Drain(subscriber);
    }

    private static List<EventFrame> Drain(EventSubscriber subscriber)
    {
        var frames = new List<EventFrame>();
        while (subscriber.Waiting.TryRead(out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }

    private static ServerEvent Read(EventFrame frame) => JsonSerializer.Deserialize(frame.Data, GatehouseJson.Default.ServerEvent)!;
}
