namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>A text with one more wrapping undone.</summary>
/// <param name="Depth">How many wrappings are undone.</param>
/// <param name="IsSqueezed">
/// White space was taken out, so words may have run together: only what looks like a key counts, see <see cref="KeyLike"/>.
/// </param>
/// <param name="Parent">The view it was made from; null when that is the scanned text itself.</param>
/// <param name="Under">How the part of the parent is wrapped that it was made from; empty for the scanned text itself.</param>
internal sealed record View(
    ReadOnlyMemory<char> Text,
    int Depth,
    bool IsSqueezed,
    View? Parent,
    string Under,
    Changes Changes,
    Places Places
)
{
    public (int Start, int End) ToRoot(int start, int end)
    {
        for (var view = this; view is not null; view = view.Parent)
        {
            (start, end) = view.Places.ToParent(start, end);
        }

        return (start, end);
    }

    /// <summary>What was undone to see [<paramref name="start"/>, <paramref name="end"/>), innermost first.</summary>
    public string Wrapping(int start, int end) => Under.Length == 0 ? Changes.Name(start, end) : $"{Changes.Name(start, end)} in {Under}";
}
