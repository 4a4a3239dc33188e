using System.Globalization;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Storage.Ledger;

/// <summary>A row of a <see cref="SealedTable"/>, read column by column. A value that is not what the column holds is damage.</summary>
/// <param name="Values">In column order, the checksum last.</param>
internal sealed record SealedRow(string Table, IReadOnlyList<string> Columns, object?[] Values)
{
    public bool IsIntact => Values[^1] is byte[] sum && sum.AsSpan().SequenceEqual(RowSum.Of(Table, Values.AsSpan(0, Values.Length - 1)));

    /// <summary>The row's first column, for messages.</summary>
    public string Key => Values[0] is byte[] or null ? "?" : Convert.ToString(Values[0], CultureInfo.InvariantCulture)!;

    public string Text(string column) => Get(column) as string ?? throw Bad(column);

    public string? OptionalText(string column) => Get(column) is { } value ? value as string ?? throw Bad(column) : null;

    public byte[] Bytes(string column) => Get(column) as byte[] ?? throw Bad(column);

    public long Number(string column) => Get(column) as long? ?? throw Bad(column);

    public int Small(string column) => Number(column) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Bad(column);

    public bool Flag(string column) =>
        Number(column) switch
        {
            0 => false,
            1 => true,
            _ => throw Bad(column),
        };

    public DateTimeOffset Time(string column) => UnixTime.From(Number(column)) ?? throw Bad(column);

    public DateTimeOffset? OptionalTime(string column) => Get(column) is null ? null : Time(column);

    public T Named<T>(string column)
        where T : struct, Enum => Names.Parse<T>(Text(column)) ?? throw Bad(column);

    public Digest Digest(string column) => Security.Effects.Digest.Parse(Text(column)) ?? throw Bad(column);

    public EffectId Effect(string column) => new(Text(column));

    public ThreadId? Thread(string column) => OptionalText(column) is { } id ? new ThreadId(id) : null;

    public TurnId? Turn(string column) => OptionalText(column) is { } id ? new TurnId(id) : null;

    public int? Approval(string column) => Get(column) is null ? null : Small(column);

    public Label Label() => new((Integrity)Level(2, "integrity"), (Confidentiality)Level(1, "confidentiality"));

    public LedgerDamagedException Bad(string column) => new($"{column} of {Table} {Key} cannot be read");

    private int Level(int highest, string column) =>
        Small(column) is var level && level >= 0 && level <= highest ? level : throw Bad(column);

    private object? Get(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return Values[i];
            }
        }

        throw new ArgumentException($"{Table} has no column {column}", nameof(column));
    }
}
