using System.Globalization;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;

namespace Gatehouse.Storage.Ledger;

/// <summary>A stored row as an entry, whatever stands in it.</summary>
/// <remarks>
/// Reading never fails: a row with a value that no entry can have becomes an entry with <see cref="Unreadable"/> as its previous hash.
/// No entry was ever hashed with that, so verifying reports this row; its own hash is kept, so the rows after it still follow.
/// </remarks>
internal sealed class EntryRow(object?[] values)
{
    public const string Unreadable = "unreadable";

    public static readonly IReadOnlyList<string> Columns =
    [
        "seq",
        "time",
        "kind",
        "effect",
        "effect_kind",
        "digest",
        "thread",
        "turn",
        "approval",
        "size",
        "line",
        "previous",
        "hash",
    ];

    private readonly List<string> _faults = [];

    public static object?[] Values(LedgerEntry entry) =>
        [
            entry.Seq,
            entry.Time.ToUnixTimeMilliseconds(),
            entry.What.Kind.Wire(),
            NullIfEmpty(entry.What.Effect?.Value),
            entry.What.EffectKind?.Wire(),
            entry.What.Digest?.Hex,
            NullIfEmpty(entry.What.Thread?.Value),
            NullIfEmpty(entry.What.Turn?.Value),
            (long?)entry.What.Approval,
            entry.What.Size,
            entry.What.Line,
            entry.Previous,
            entry.Hash,
        ];

    public LedgerEntry Read()
    {
        var what = new EntryDraft(
            Known(2, EntryKindNames.Parse) ?? EntryKind.Unknown,
            Text(10),
            Optional(3) is { } effect ? new EffectId(effect) : null,
            Optional(4) is null ? null : Known(4, EffectNames.Parse),
            Optional(5) is null ? null : Parsed(5, Digest.Parse),
            Optional(6) is { } thread ? new ThreadId(thread) : null,
            Optional(7) is { } turn ? new TurnId(turn) : null,
            Approval(8),
            values[9] is null ? null : Number(9)
        );
        var entry = new LedgerEntry(Number(0), Time(1), what, Text(11), Text(12));
        return _faults.Count == 0
            ? entry
            : entry with
            {
                Previous = Unreadable,
                What = what with { Line = $"[this row cannot be read: {string.Join(", ", _faults.Distinct())}]" },
            };
    }

    // The chain hashes an absent value and an empty one alike; only one of them is ever stored.
    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private T? Known<T>(int column, Func<string?, T?> parse)
        where T : struct => parse(Text(column)) is { } value ? value : Fault<T?>(column, null);

    private T? Parsed<T>(int column, Func<string?, T?> parse)
        where T : class => parse(Text(column)) ?? Fault<T?>(column, null);

    private string Text(int column) => values[column] as string ?? Fault(column, "");

    private string? Optional(int column) =>
        values[column] switch
        {
            null => null,
            string { Length: > 0 } text => text,
            _ => Fault<string?>(column, null),
        };

    private long Number(int column) => values[column] is long number ? number : Fault(column, 0L);

    private int? Approval(int column) =>
        values[column] switch
        {
            null => null,
            long and >= int.MinValue and <= int.MaxValue and var number => Convert.ToInt32(number, CultureInfo.InvariantCulture),
            _ => Fault<int?>(column, null),
        };

    private DateTimeOffset Time(int column) => UnixTime.From(Number(column)) ?? Fault(column, DateTimeOffset.UnixEpoch);

    private T Fault<T>(int column, T instead)
    {
        _faults.Add(Columns[column]);
        return instead;
    }
}
