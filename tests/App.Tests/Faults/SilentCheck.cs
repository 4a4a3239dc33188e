using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;

namespace Gatehouse.App.Tests.Faults;

/// <summary>Whatever was begun has an end, the end is true, and the conversation knows it.</summary>
internal static class SilentCheck
{
    private static readonly EntryKind[] Ends = [EntryKind.Outcome, EntryKind.Interrupted, EntryKind.Unknown];

    public static IEnumerable<string> Look(DiskState disk, World world) =>
        [
            .. Endless(disk),
            .. disk.Snapshot.Open.Select(open => $"still open: {open.Line}"),
            .. disk.Snapshot.Reservations.Select(held => $"still reserved: {held.Effect}"),
            .. disk.Turns.Where(turn => turn.Turn.End is null).Select(turn => $"a turn without an end: {turn.UserInput}"),
            .. disk.Turns.SelectMany(Unanswered),
            .. disk
                .Approvals.Where(approval => approval.State != ApprovalState.Closed)
                .Select(approval => $"{approval.Name} is {approval.State}"),
            .. Untold(disk),
            .. Untrue(disk, world),
        ];

    private static IEnumerable<string> Endless(DiskState disk)
    {
        var ended = disk.Entries.Where(entry => Ends.Contains(entry.What.Kind)).Select(entry => entry.What.Effect).ToHashSet();
        return disk
            .Entries.Where(entry => entry.What.Kind == EntryKind.Intent && !ended.Contains(entry.What.Effect))
            .Select(entry => $"begun and never ended: {entry.What.Line}");
    }

    private static IEnumerable<string> Unanswered(TurnHistory turn) =>
        turn
            .Calls.Where(call => call.Result?.Call is null or { Outcome: CallOutcome.Waiting })
            .Select(call => $"a call {(call.Result is null ? "without a result" : "that waits for nothing")}: {call.Call.Arguments}");

    // The asking conversation hears how it ended, unless it was deleted.
    private static IEnumerable<string> Untold(DiskState disk) =>
        disk
            .Approvals.Where(approval => approval.Thread is { } thread && disk.Threads.Contains(thread.Value))
            .Where(approval => !disk.Told.GetValueOrDefault(approval.Number))
            .Select(approval => $"{approval.Name} ended, and its conversation was not told");

    // A request that cannot be repeated and reached the other side is called done or unknown, and nothing else.
    private static IEnumerable<string> Untrue(DiskState disk, World world)
    {
        var ends = disk
            .Entries.Where(entry => Ends.Contains(entry.What.Kind) && entry.What.Effect is not null)
            .ToLookup(entry => entry.What.Effect!.Value, entry => entry.What);
        foreach (var sent in world.Events.Where(what => !what.IsRepeatable))
        {
            if (!ends[sent.Effect.Value].Any(end => end is { Kind: EntryKind.Unknown } or { Kind: EntryKind.Outcome, Line: "done" }))
            {
                yield return $"it was sent, and the ledger says otherwise: {sent.What}";
            }
        }

        foreach (var (effect, content) in disk.Memory)
        {
            if (!ends[effect].Any(end => end.Kind == EntryKind.Outcome))
            {
                yield return $"it is in memory, and the ledger says otherwise: {content}";
            }
        }
    }
}
