namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>The text that is looked at: the scanned text itself, or a view of it.</summary>
internal readonly ref struct Layer(ReadOnlySpan<char> text, View? view)
{
    public ReadOnlySpan<char> Text { get; } = text;

    public View? View { get; } = view;

    public int Depth => View?.Depth ?? 0;

    public bool IsSqueezed => View?.IsSqueezed ?? false;

    /// <summary>Whether a stretch says anything that the text below it did not say already.</summary>
    public bool IsNew(int start, int end) => View is null || View.Changes.IsIn(start, end);

    /// <summary>How a stretch is wrapped; empty when this is the scanned text itself.</summary>
    public string Wrapping(int start, int end) => View?.Wrapping(start, end) ?? "";

    public (int Start, int End) ToRoot(int start, int end) => View?.ToRoot(start, end) ?? (start, end);
}
