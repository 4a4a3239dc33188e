using System.Collections.Immutable;
using Gatehouse.App.Tests.Agent;
using Gatehouse.Gate;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Faults;

/// <summary>A moment at which the process dies.</summary>
internal sealed record Crash(FaultPoint Point, FaultKind Kind, HomeCopy Home, ImmutableList<WorldEvent> World, ImmutableList<Told> Told);

/// <summary>Tells a story once over a fresh home.</summary>
internal sealed class StoryRun(CaseFolders folders)
{
    /// <summary>Without a fault; gives every call, and for each change of the files or the world the moments before and after it.</summary>
    public async Task<(IReadOnlyList<FaultPoint> Points, IReadOnlyList<Crash> Crashes)> RecordAsync(Story story)
    {
        using var folder = folders.Take();
        var points = new List<FaultPoint>();
        var crashes = new List<Crash>();
        var world = new World([]);
        Owner? owner = null;
        var home = HomeCopy.Empty;
        // Called by one thread at a time, while no other changes anything.
        var line = new FaultLine(
            watch: (point, after) =>
            {
                home = after && point.Acts ? HomeCopy.Of(folder.Path) : home;
                var crash = new Crash(point, after ? FaultKind.CrashAfter : FaultKind.CrashBefore, home, world.Events, owner?.All ?? []);
                if (!after)
                {
                    points.Add(point);
                }

                // What only reads leaves what was there before it; the same moment twice is one case.
                if (crashes.Count == 0 || crashes[^1].Home != crash.Home || crashes[^1].Told != crash.Told)
                {
                    crashes.Add(crash);
                }
            }
        );
        await TellAsync(story, folder.Path, world, line, made => owner = made);
        return (points, crashes);
    }

    /// <summary>With a fault in the middle, which the process survives, and an orderly end; then the restart.</summary>
    /// <returns>Null when the story never came to the fault's call.</returns>
    public async Task<(FaultPoint Point, IReadOnlyList<Finding> Findings, int Unrecorded)?> FailAsync(Story story, PlannedFault fault)
    {
        using var folder = folders.Take();
        var world = new World([]);
        var line = new FaultLine { Planned = fault };
        Owner? owner = null;
        await TellAsync(story, folder.Path, world, line, made => owner = made);
        if (line.StruckAt is not { } point)
        {
            return null;
        }

        var (findings, unrecorded) = await Recovery.RunAsync(folder.Path, owner?.All ?? [], world);
        return (point, findings, unrecorded);
    }

    /// <summary>Starts over what a crash left.</summary>
    public async Task<(FaultPoint Point, IReadOnlyList<Finding> Findings, int Unrecorded)> CrashAsync(Crash crash)
    {
        using var folder = folders.Take();
        crash.Home.PutInto(folder.Path);
        var (findings, unrecorded) = await Recovery.RunAsync(folder.Path, crash.Told, new World(crash.World));
        return (crash.Point, findings, unrecorded);
    }

    private static async Task TellAsync(Story story, string folder, World world, FaultLine line, Action<Owner> made)
    {
        HomeCopy.Empty.PutInto(folder);
        var clock = new FakeClock(HomeCopy.Began);
        var home = Open(folder, world, line, clock);
        if (home is null)
        {
            return;
        }

        await using (home)
        {
            if (!await StartAsync(home, line))
            {
                return;
            }

            var owner = new Owner(home, line, new Quiet(clock));
            made(owner);
            await story.TellAsync(owner);
            await owner.RestAsync();
        }
    }

    /// <returns>Null when the planned fault keeps it from opening.</returns>
    public static AgentHome? Open(string folder, World world, FaultLine line, FakeClock clock, GateOptions? options = null)
    {
        try
        {
            return AgentHome.Cold(
                new OrderedModel(world, line, waits: true),
                new HomeSeams
                {
                    Folder = folder,
                    Clock = clock,
                    Options = options ?? new GateOptions(),
                    Model = OrderedModel.Settings,
                    Endpoints = OrderedModel.Endpoints,
                    Ledger = store => new FaultyLedger(store, line),
                    Threads = store => new FaultyThreads(store, line),
                    Memory = store => new FaultyMemory(store, line),
                    Outbound = new WorldWeb(world, line),
                }
            );
        }
#pragma warning disable CA1031 // A server whose disk fails at the start does not start.
        catch (Exception) when (line.Struck)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static async Task<bool> StartAsync(AgentHome home, FaultLine line)
    {
        try
        {
            await home.RunAsync();
            return true;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception) when (line.Struck)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
