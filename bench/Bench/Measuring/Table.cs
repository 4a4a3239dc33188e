using System.Globalization;

namespace Gatehouse.Bench.Measuring;

/// <summary>A table for a terminal that is Markdown, too.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print()
    {
        var widths = heads.Select((head, column) => _rows.Select(row => row[column].Length).Append(head.Length).Max()).ToList();
        Line(heads);
        Line([.. widths.Select(width => new string('-', width))]);
        _rows.ForEach(Line);

        void Line(string[] cells) =>
            Console.WriteLine(
                "| " + string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + " |"
            );
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>Ours to the peer's; "-" when there is no peer.</summary>
    public static string Ratio(double ours, double? peer) =>
        peer is > 0 ? (ours / peer.Value).ToString("0.00", CultureInfo.InvariantCulture) + " x" : "-";
}
