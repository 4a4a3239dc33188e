namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Builds the text of a view and remembers where each part of it comes from.</summary>
/// <param name="limit">Most characters it may get; what comes after is dropped and <see cref="IsFull"/> says so.</param>
internal sealed class ViewBuilder(int limit)
{
    private readonly List<(int View, int Parent)> _pieces = [];
    private readonly List<(int At, string Wrapping)> _changes = [];
    private char[] _text = new char[Math.Clamp(limit, 1, 256)];
    private int _start;
    private int _end;

    public int Length { get; private set; }

    public bool IsFull { get; private set; }

    public ReadOnlyMemory<char> Text => _text.AsMemory(0, Length);

    /// <summary>The stretch of the parent that was taken over so far.</summary>
    public (int Start, int End) Range => (_start, _end);

    public Changes Changes => Changes.At(_changes);

    /// <summary>Takes over what stands at <paramref name="parent"/> as it is.</summary>
    public void Copy(ReadOnlySpan<char> text, int parent) => Put(text, parent, parent + text.Length);

    /// <summary>Puts text in the place of what stands from <paramref name="parent"/> to <paramref name="parentEnd"/>; none takes it out.</summary>
    public void Change(ReadOnlySpan<char> text, int parent, int parentEnd, string wrapping)
    {
        _changes.Add((Length, wrapping));
        Put(text, parent, parentEnd);
    }

    public Places Places()
    {
        Mark(_end);
        return Wrappings.Places.Pieces(_pieces);
    }

    private void Put(ReadOnlySpan<char> text, int parent, int parentEnd)
    {
        _start = _pieces.Count == 0 ? parent : _start;
        if (_pieces.Count == 0 || Next != parent)
        {
            Mark(parent);
        }

        var fits = text[..Math.Min(text.Length, limit - Length)];
        IsFull |= fits.Length < text.Length;
        if (Length + fits.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Min(limit, Math.Max(2 * _text.Length, Length + fits.Length)));
        }

        fits.CopyTo(_text.AsSpan(Length));
        Length += fits.Length;
        _end = parentEnd;
        if (Next != parentEnd)
        {
            Mark(parentEnd);
        }
    }

    // Where the next character would stand in the parent if it followed the last.
    private int Next => _pieces[^1].Parent + (Length - _pieces[^1].View);

    private void Mark(int parent)
    {
        // A piece without characters stands for nothing: the next one takes its place.
        if (_pieces.Count > 0 && _pieces[^1].View == Length)
        {
            _pieces.RemoveAt(_pieces.Count - 1);
        }

        _pieces.Add((Length, parent));
    }
}
