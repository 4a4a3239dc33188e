using System.Diagnostics;
using Gatehouse.App.Tests.Agent;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Faults;

/// <summary>Waits until a home has nothing to do: each turn has ended, each answered question was carried out and told.</summary>
internal sealed class Quiet(FakeClock clock)
{
    /// <summary>What is not done after this long is never done: each step takes a few milliseconds, on a loaded machine some hundred.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Without a call over any port for this long nothing goes on, on a machine that is not overloaded. Wrong is harmless: a
    /// story goes on while something runs, or a retry comes early.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromMilliseconds(40);

    /// <summary>A hand-over that failed is tried again after 5 seconds.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(6);

    /// <returns>False when it does not come to rest. Under a fault that is given up soon: the restart has to bring it to rest.</returns>
    public async Task<bool> WaitAsync(AgentHome home, FaultLine line)
    {
        var began = Stopwatch.GetTimestamp();
        var (moved, moves, retried) = (began, -1, false);
        while (Stopwatch.GetElapsedTime(began) < Longest)
        {
            // Looking costs as much as a step, so it is done only when there was one.
            if (line.Moves is var now && now != moves)
            {
                (moved, moves) = (Stopwatch.GetTimestamp(), now);
                if (await IsAtRestAsync(home, line))
                {
                    return true;
                }

                await Task.Delay(1);
            }
            else if (Stopwatch.GetElapsedTime(moved) > Standstill)
            {
                if (line.Struck && retried)
                {
                    return false;
                }

                clock.Advance(Retry);
                (moved, moves, retried) = (Stopwatch.GetTimestamp(), -1, true);
            }
            else
            {
                await Task.Delay(1);
            }
        }

        return false;
    }

    // Looks behind the line: the looking is no part of the story.
    private static async Task<bool> IsAtRestAsync(AgentHome home, FaultLine line)
    {
        var desk = home.Gate.Approvals;
        var isAtRest =
            desk.Open(ApprovalState.Approved).Count == 0
            && desk.Open(ApprovalState.Consumed).Count == 0
            && desk.Open(ApprovalState.Settled).Count == 0
            && (await home.StoredThreads.UnfinishedTurnsAsync(CancellationToken.None)).Count == 0;
        if (!isAtRest)
        {
            return false;
        }

        try
        {
            await home.Gate.Ledger.FlushAsync();
        }
        catch (LedgerUnavailableException) when (line.Struck) { }

        return true;
    }
}
