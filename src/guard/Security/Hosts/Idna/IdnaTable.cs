using System.Text;

namespace Gatehouse.Security.Hosts.Idna;

/// <summary>UTS #46 (non-transitional) per code point, from <c>idna-table.txt</c>; eng/idna.mjs makes it.</summary>
/// <remarks>The framework's own <c>IdnMapping</c> is IDNA 2003, and less than that without ICU. Immutable; read at the first use.</remarks>
internal static class IdnaTable
{
    private static readonly IdnaRun[] Runs = IdnaTableText.Read();

    private static readonly int[] Starts = [.. Runs.Select(run => run.First)];

    /// <summary>The kind of a code point outside ASCII.</summary>
    public static IdnaKind KindOf(Rune rune) => Find(rune, out var run) ? KindIn(run, rune) : IdnaKind.Refused;

    /// <summary>Adds what <paramref name="rune"/> becomes, which may be nothing; false when it may not stand in a host.</summary>
    public static bool TryMap(Rune rune, StringBuilder output)
    {
        if (!Find(rune, out var run))
        {
            return false;
        }

        switch (KindIn(run, rune))
        {
            case IdnaKind.Ignored:
                break;
            case IdnaKind.Replaced when run.Shape == IdnaShape.Pairs:
                output.Append(new Rune(rune.Value + 1));
                break;
            case IdnaKind.Replaced when run.Shape == IdnaShape.Rising:
                output.Append(new Rune(Rune.GetRuneAt(run.Replacement, 0).Value + rune.Value - run.First));
                break;
            case IdnaKind.Replaced:
                output.Append(run.Replacement);
                break;
            default:
                output.Append(rune);
                break;
        }

        return true;
    }

    private static IdnaKind KindIn(IdnaRun run, Rune rune) =>
        run.Shape == IdnaShape.Pairs && (rune.Value - run.First) % 2 == 1 ? IdnaKind.Valid : run.Kind;

    private static bool Find(Rune rune, out IdnaRun run)
    {
        var at = Array.BinarySearch(Starts, rune.Value);
        at = at < 0 ? ~at - 1 : at;
        run = at < 0 ? default : Runs[at];
        return at >= 0 && rune.Value - run.First < run.Length;
    }
}
