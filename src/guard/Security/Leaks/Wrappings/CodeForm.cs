namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>One way to write a character as something else in the middle of a text. Stateless.</summary>
internal abstract class CodeForm(string wrapping)
{
    /// <summary>Most characters that one code stands for.</summary>
    public const int MaxWritten = 4;

    public string Wrapping { get; } = wrapping;

    /// <summary>The characters that a code of this form begins with.</summary>
    public abstract string Leads { get; }

    /// <summary>Reads the code at <paramref name="at"/>; gives its length, 0 when it is none, and the negative length of a stretch that holds none.</summary>
    /// <param name="seen">The form's own bookmark, zero at first: how far it has looked ahead.</param>
    public abstract int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen);
}
