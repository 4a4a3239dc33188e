using Gatehouse.App.Tests.Agent;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Faults;

/// <summary>A day on which nobody asks for anything: no model is called, nothing is recorded, nothing grows.</summary>
[Collection(Alone.Name)]
public sealed class IdleDayTests : IDisposable
{
    /// <summary>
    /// Bytes that may be on the heap after the day beyond those before it. A day has 86,400 ticks of the expiry timer; one object of the
    /// smallest size (24 bytes) kept of each would be 2 MB.
    /// </summary>
    private const long MostGrowth = 512 * 1024;

    private readonly CaseFolders _folders = new();
    private readonly FakeClock _clock = new(HomeCopy.Began);

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task Nothing_happens_and_nothing_grows_on_an_idle_day()
    {
        using var folder = _folders.Take();
        HomeCopy.Empty.PutInto(folder.Path);
        var (world, line) = (new World([]), new FaultLine());
        await using var home = StoryRun.Open(folder.Path, world, line, _clock)!;
        await home.RunAsync();
        var owner = new Owner(home, line, new Quiet(_clock));
        // Something of each kind is there: a conversation, memory, a question that is open, a grant, a stop.
        var first = await owner.SayAsync("call memory_write {\"content\":\"kept\",\"target\":\"notes.md\"}");
        await owner.SayAsync("call http {\"url\":\"https://api.example/v1\",\"method\":\"POST\",\"body\":\"granted\"}", first?.Thread);
        await owner.AnswerAsync(always: true, yes: true);
        await owner.StopAsync(first?.Thread);
        // The first hour is not counted: it is compiled then.
        await HourAsync();
        var (events, entries, handles, bytes) = (world.Events, home.Gate.Ledger.Head.Seq, Handles(folder.Path), Heap());

        for (var hour = 0; hour < 24; hour++)
        {
            await HourAsync();
        }

        Assert.Same(events, world.Events);
        Assert.Equal(entries, home.Gate.Ledger.Head.Seq);
        Assert.Equal(handles, Handles(folder.Path));
        Assert.InRange(Heap() - bytes, long.MinValue, MostGrowth);
        Assert.Empty(await home.Threads.UnfinishedTurnsAsync(CancellationToken.None));
    }

    // Second by second: each tick of a timer is a chance to leave something behind. What it wakes runs on other threads.
    private async Task HourAsync()
    {
        for (var second = 0; second < 3600; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    // Of this home: other tests of the process open files meanwhile.
    private static int Handles(string folder) =>
        new DirectoryInfo("/proc/self/fd")
            .EnumerateFileSystemInfos()
            .Count(handle => handle.LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);
}
