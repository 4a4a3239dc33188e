using System.Collections.Immutable;
using Gatehouse.App.Tests.Agent;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Faults;

/// <summary>Starts a server over what a fault has left, answers what is open with yes, lets it come to rest and looks at what there is.</summary>
internal static class Recovery
{
    /// <summary>Questions may lead to questions, but not for long: a story asks six.</summary>
    private const int MostRounds = 20;

    public static async Task<(IReadOnlyList<Finding> Findings, int Unrecorded)> RunAsync(
        string folder,
        ImmutableList<Told> told,
        World world
    )
    {
        var found = new List<Finding>();
        var clock = new FakeClock(HomeCopy.Restarted);
        var line = new FaultLine();
        var home = AgentHome.Cold(
            new OrderedModel(world, line, waits: false),
            new HomeSeams
            {
                Folder = folder,
                Clock = clock,
                Model = OrderedModel.Settings,
                Endpoints = OrderedModel.Endpoints,
                Ledger = store => new FaultyLedger(store, line),
                Threads = store => new FaultyThreads(store, line),
                Memory = store => new FaultyMemory(store, line),
                Outbound = new WorldWeb(world, line),
            }
        );
        await using (home)
        {
            await home.RunAsync();
            if (!await ComeToRestAsync(home, new Quiet(clock), line))
            {
                found.Add(new(FindingKind.Silent, "it does not come to rest"));
            }
        }

        var disk = await DiskState.ReadAsync(folder);
        found.AddRange(LostCheck.Look(disk, told, world).Select(text => new Finding(FindingKind.Lost, text)));
        found.AddRange(DoubledCheck.Look(disk, told, world).Select(text => new Finding(FindingKind.Doubled, text)));
        found.AddRange(SilentCheck.Look(disk, world).Select(text => new Finding(FindingKind.Silent, text)));
        return (found, LostCheck.Unrecorded(disk, world));
    }

    private static async Task<bool> ComeToRestAsync(AgentHome home, Quiet quiet, FaultLine line)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (!await quiet.WaitAsync(home, line))
            {
                return false;
            }

            if (home.Gate.Approvals.Pending is not { Count: > 0 } pending)
            {
                return true;
            }

            foreach (var approval in pending)
            {
                await home.Gate.Approvals.ApproveAsync(approval.Number, always: false, CancellationToken.None);
            }
        }

        return false;
    }
}
