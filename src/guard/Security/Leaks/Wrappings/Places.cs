namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Where the characters of a view stand in the text that it was made from. Immutable.</summary>
internal abstract class Places
{
    public abstract (int Start, int End) ToParent(int start, int end);

    /// <summary>Everything stands for one run: decoded bytes have no characters of their own in the text.</summary>
    public static Places Whole(int start, int end) => new WholeRun(start, end);

    /// <summary>From each view position on, characters stand one to one from the parent position on.</summary>
    public static Places Pieces(IReadOnlyList<(int View, int Parent)> pieces) => new PiecedRun(pieces);

    private sealed class WholeRun(int from, int to) : Places
    {
        public override (int Start, int End) ToParent(int start, int end) => (from, to);
    }

    private sealed class PiecedRun(IReadOnlyList<(int View, int Parent)> pieces) : Places
    {
        public override (int Start, int End) ToParent(int start, int end) => (Of(start), Of(end));

        private int Of(int place)
        {
            var (low, high) = (0, pieces.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                (low, high) = pieces[middle].View <= place ? (middle, high) : (low, middle - 1);
            }

            return pieces[low].Parent + (place - pieces[low].View);
        }
    }
}
