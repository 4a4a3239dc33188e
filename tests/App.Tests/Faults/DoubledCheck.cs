using System.Collections.Immutable;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Ledger;

namespace Gatehouse.App.Tests.Faults;

/// <summary>What may happen once happened once. Texts of a story are unlike each other, so the same twice is the same thing twice.</summary>
internal static class DoubledCheck
{
    private static readonly EntryKind[] Answers = [EntryKind.Approved, EntryKind.RefusedByOwner];

    private static readonly EntryKind[] Ends = [EntryKind.Outcome, EntryKind.Interrupted, EntryKind.Unknown];

    public static IEnumerable<string> Look(DiskState disk, ImmutableList<Told> told, World world) =>
        [
            .. Twice(world.Events.Where(what => !what.IsRepeatable).Select(what => what.What), "sent twice"),
            .. Twice(disk.Memory.Select(part => part.Content), "in memory twice"),
            .. Twice(Of(disk, EntryKind.Intent), "begun twice"),
            .. Twice(Of(disk, Ends), "ended twice"),
            .. Twice(Of(disk, Answers), "answered twice"),
            .. Twice(
                disk.Turns.Where(turn => turn.Turn.Continues is not null).Select(turn => $"A{turn.Turn.Continues}"),
                "continued twice"
            ),
            .. Twice(
                disk.Messages.Where(message => message is { Role: MessageRole.Result }).Select(message => $"A{message.Call?.Approval}"),
                "told twice"
            ),
            .. SaidTwice(disk, told),
        ];

    private static IEnumerable<string> Of(DiskState disk, params EntryKind[] kinds) =>
        disk.Entries.Where(entry => kinds.Contains(entry.What.Kind)).Select(entry => entry.What.Effect?.Value).OfType<string>();

    private static IEnumerable<string> Twice(IEnumerable<string> all, string what) =>
        all.GroupBy(one => one, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{what}: {same.Key}");

    private static IEnumerable<string> SaidTwice(DiskState disk, ImmutableList<Told> told) =>
        disk
            .Messages.Where(message => message.Role == MessageRole.Owner)
            .GroupBy(message => message.Text, StringComparer.Ordinal)
            .Where(same => same.Count() > told.OfType<Told.Saying>().Count(saying => saying.Text == same.Key))
            .Select(same => $"said more often than he said it: {same.Key}");
}
