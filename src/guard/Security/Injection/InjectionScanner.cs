using System.Buffers;

namespace Gatehouse.Security.Injection;

/// <summary>Looks for text that tries to steer whoever reads it. A signal for people, never the boundary: no decision reads it.</summary>
/// <remarks>
/// Immutable and thread-safe; one instance serves the process. Linear in the text; a clean text costs no memory. What it does not find may
/// be an attack all the same, and what it finds may be an article about attacks.
/// </remarks>
public sealed class InjectionScanner
{
    /// <summary>Most characters of a text that are looked at. A prompt holds far less of one message.</summary>
    public const int MaxLength = 1 << 20;

    // Folded text is searched in pieces of this size; each begins with the end of the one before, longer than any phrase.
    private const int Piece = 4096;
    private const int Overlap = 512;

    private readonly PhraseIndex _phrases = new([.. PhraseTable.Parse(EnglishPhrases.Table), .. PhraseTable.Parse(ForeignPhrases.Table)]);

    /// <summary>What was found, in the order of <see cref="InjectionSignal"/>; empty when nothing was.</summary>
    public IReadOnlyList<InjectionSignal> Scan(ReadOnlySpan<char> text)
    {
        var looked = text[..Math.Min(text.Length, MaxLength)];
        var found = default(SignalSet);
        InjectionMarks.Find(looked, ref found);
        HiddenRuns.Find(looked, ref found);
        FindPhrases(looked, ref found);
        return found.ToList();
    }

    private void FindPhrases(ReadOnlySpan<char> text, ref SignalSet found)
    {
        var buffer = ArrayPool<char>.Shared.Rent(Piece);
        var folding = new TextFolding(text);
        var used = 0;
        while (!folding.IsAtEnd)
        {
            used = folding.Fill(buffer.AsSpan(0, Piece), used);
            _phrases.Find(buffer.AsSpan(0, used), ref found);
            var kept = Math.Min(used, Overlap);
            buffer.AsSpan(used - kept, kept).CopyTo(buffer);
            used = kept;
        }

        ArrayPool<char>.Shared.Return(buffer);
    }
}
