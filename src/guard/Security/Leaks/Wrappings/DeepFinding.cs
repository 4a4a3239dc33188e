namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>One credential, plain or wrapped, and where it or its wrapping stands.</summary>
/// <param name="Wrapping">What had to be undone to see it, innermost first: <c>gzip in base64</c>. Empty when it stands there plainly.</param>
/// <param name="Start">In UTF-16 code units of the scanned text; of bytes, in the text that they were read as.</param>
/// <param name="Length">Covers the whole wrapped run, so that taking it out leaves no part of the credential.</param>
/// <param name="Preview">Masked as <see cref="LeakFinding.Preview"/>: safe to show and record.</param>
public sealed record DeepFinding(LeakPattern Pattern, string Wrapping, int Start, int Length, string Preview)
{
    public LeakAction Action => Pattern.Action;

    public int End => Start + Length;

    /// <summary>The pattern and how it was wrapped, for messages and records. Never the value.</summary>
    public string Name => Wrapping.Length == 0 ? Pattern.Name : $"{Pattern.Name} in {Wrapping}";
}
