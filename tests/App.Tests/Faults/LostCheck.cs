using System.Collections.Immutable;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;

namespace Gatehouse.App.Tests.Faults;

/// <summary>What the owner was told is there; what was reported to have been used is charged.</summary>
internal static class LostCheck
{
    /// <summary>
    /// Metered effects whose intent had not come to the disk when the process died or the disk gave out. They are recorded in groups
    /// without waiting: at most what one turn of a story does (model, page, model), and two threads at once.
    /// </summary>
    private const int MostUnrecorded = 6;

    public static IEnumerable<string> Look(DiskState disk, ImmutableList<Told> told, World world) =>
        [
            .. told.SelectMany(one => Missing(one, disk, told, world)),
            .. disk.LedgerProblems.Select(problem => $"the ledger does not verify: {problem}"),
            .. disk.WrongSums.Select(scope => $"the budget of {scope} is not what its effects were charged with"),
            .. Uncharged(disk, world),
            .. Undone(disk, world),
        ];

    private static IEnumerable<string> Missing(Told one, DiskState disk, ImmutableList<Told> told, World world)
    {
        var holds = one switch
        {
            Told.Said said => IsGone(said, disk, told)
                || disk.Messages.Count(message =>
                    message.Id == said.Message
                    && message.Role == MessageRole.Owner
                    && message.Text == said.Text
                    && message.Turn == said.Turn
                ) == 1,
            Told.Ended ended => IsGone(ended.Thread, disk, told)
                || disk.Turns.Any(turn => turn.Turn.Id == ended.Turn && turn.Turn.End?.Response == ended.Response),
            Told.Answered { Yes: true } yes => Settled(disk, yes.Approval) is not (null or SettledAs.None or SettledAs.RefusedByOwner)
                && (!yes.Always || disk.Snapshot.Grants.Count > 0),
            Told.Answered { Yes: false } no => Settled(disk, no.Approval) == SettledAs.RefusedByOwner && !Reached(disk, world, no.Approval),
            Told.Stopped stopped => told.Contains(new Told.Resuming(stopped.Scope))
                || disk.Snapshot.Stops.Any(mark => mark.Scope == stopped.Scope),
            Told.Resumed resumed => disk.Snapshot.Stops.All(mark => mark.Scope != resumed.Scope),
            Told.Deleted deleted => !disk.Threads.Contains(deleted.Thread.Value),
            Told.TookBack back => disk.Messages.All(message => message.Id != back.Message),
            Told.Replaced replaced => IsGone(replaced.Thread, disk, told)
                || disk.Turns.Any(turn => turn.Turn.Id == replaced.Old && turn.Turn.ReplacedBy is not null),
            _ => true,
        };
        return holds ? [] : [$"told, and not so: {one}"];
    }

    private static bool IsGone(Told.Said said, DiskState disk, ImmutableList<Told> told) =>
        IsGone(said.Thread, disk, told)
        || (told.Contains(new Told.TakingBack(said.Message)) && disk.Messages.All(message => message.Id != said.Message));

    private static bool IsGone(Security.Effects.ThreadId thread, DiskState disk, ImmutableList<Told> told) =>
        told.Contains(new Told.Deleting(thread)) && !disk.Threads.Contains(thread.Value);

    private static SettledAs? Settled(DiskState disk, int number) =>
        disk.Approvals.FirstOrDefault(approval => approval.Number == number)?.Settled;

    private static bool Reached(DiskState disk, World world, int number) =>
        disk
            .Approvals.Where(approval => approval.Number == number)
            .Any(approval => world.Events.Exists(what => what.Effect == approval.Effect));

    // What the ledger knows of is charged with at least what was reported; what it does not know of is bounded.
    private static IEnumerable<string> Uncharged(DiskState disk, World world)
    {
        var known = disk.Entries.Select(entry => entry.What.Effect).ToHashSet();
        foreach (var used in world.Events.Where(what => what.Tokens > 0 && known.Contains(what.Effect)))
        {
            if (disk.Charged.GetValueOrDefault(used.Effect.Value) < used.Tokens)
            {
                yield return $"the model reported {used.Tokens} tokens, and fewer were charged for {used.Effect}";
            }
        }

        if (Unrecorded(disk, world) is > MostUnrecorded and var many)
        {
            yield return $"{many} model calls or reads are in no ledger";
        }
    }

    public static int Unrecorded(DiskState disk, World world)
    {
        var known = disk.Entries.Select(entry => entry.What.Effect).ToHashSet();
        return world.Events.Where(what => what.IsRepeatable && !known.Contains(what.Effect)).Select(what => what.Effect).Distinct().Count();
    }

    // What a conversation says to be done is done.
    private static IEnumerable<string> Undone(DiskState disk, World world) =>
        disk
            .Messages.Where(message => message.Call is { Outcome: CallOutcome.Done, Effect: not null })
            .Where(message =>
                message.Call!.Tool switch
                {
                    "http" => !world.Events.Exists(what => what.Effect == message.Call.Effect),
                    "memory_write" or "memory_delete" => !disk.MemoryWrites.Contains(message.Call.Effect!.Value),
                    _ => false,
                }
            )
            .Select(message => $"{message.Call!.Tool} is said to be done and is not: {message.Call.Effect}");
}
