using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>
/// Finds credentials in a text also when they are wrapped: percent codes, JSON and C escapes, HTML entities, base64, hex, gzip, zlib and
/// deflate, hidden characters, look-alike letters, spaced-out letters, broken lines, a prefix in the wrong case, backwards.
/// </summary>
/// <remarks>
/// Immutable and thread-safe; one instance serves the process. Linear in the text for any input, and without allocation when nothing
/// in it looks wrapped. Two wrappings deep; compressed bytes right inside base64 or hex count with them as one. It decodes at most four times the
/// text (16 KiB for small ones) and never more than <see cref="MaxDecoded"/>, and one compressed run not all of that; what is beyond it is
/// told in <see cref="DeepReport.Unread"/>, and <see cref="Redact(string)"/> withholds it.
/// What is written backwards is found when it is the credential itself that is, not a wrapping of it.
/// </remarks>
public sealed class DeepScan(LeakScanner scanner)
{
    /// <summary>Wrappings inside each other that are undone.</summary>
    public const int MaxDepth = 2;

    /// <summary>Most characters and bytes that are decoded for one text: 2 MiB, for a mail of 1 MiB is decoded with its lines joined as well.</summary>
    public const int MaxDecoded = 2 * 1024 * 1024;

    /// <summary>What stands where a stretch was that could not be looked through.</summary>
    public const string UnreadMark = "[WITHHELD: more encoded data than can be looked through]";

    /// <summary>A short text may become longer than four times itself, when it was compressed.</summary>
    internal const int LeastDecoded = 16 * 1024;

    /// <summary>The instance that serves the whole program.</summary>
    public static DeepScan Shared { get; } = new(new LeakScanner());

    private readonly KnownPrefixes _prefixes = new(LeakPatterns.All);

    /// <summary>A scanner for one text that arrives in pieces. It sees what stands plainly; the whole is scanned here at its end.</summary>
    public LeakStream OpenStream() => scanner.OpenStream();

    public DeepReport Scan(ReadOnlySpan<char> text)
    {
        var work = new Unwrapping(scanner, text.Length);
        LookAt(text, ref work);
        return work.Finish();
    }

    /// <summary>
    /// Scans bytes of any kind, read as UTF-8 with U+FFFD for what is none, and what is compressed in them. UTF-16 is seen too: its
    /// second bytes are hidden characters.
    /// </summary>
    public DeepReport Scan(ReadOnlySpan<byte> bytes)
    {
        var work = new Unwrapping(scanner, bytes.Length);
        var text = ArrayPool<char>.Shared.Rent(bytes.Length + 1);
        try
        {
            var length = Encoding.UTF8.GetChars(bytes, text);
            CompressedBytes.Find(new Layer([], view: null), new Packed(bytes, 0, length, "", [0]), ref work);
            LookAt(text.AsSpan(0, length), ref work);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }

        return work.Finish();
    }

    /// <summary>
    /// The text with everything that blocks or redacts replaced by <see cref="LeakScanner.Mark"/>, wrappings as a whole, and what could not
    /// be looked through by <see cref="UnreadMark"/>.
    /// </summary>
    public string Redact(string text) => Redact(text, Scan(text));

    /// <summary>As <see cref="Redact(string)"/>, for a text whose report is at hand.</summary>
    public static string Redact(string text, DeepReport report)
    {
        if (report.Worst is null or LeakAction.Warn && !report.IsTruncated)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        var covered = 0;
        var secrets = report
            .Findings.Where(finding => finding.Action != LeakAction.Warn)
            .Select(finding => (finding.Start, finding.End, LeakScanner.Mark));
        foreach (
            var (start, end, mark) in secrets.Concat(report.Unread.Select(skipped => (skipped.Start, skipped.End, UnreadMark))).Order()
        )
        {
            if (start >= covered)
            {
                output.Append(text, covered, start - covered).Append(mark);
            }

            covered = Math.Max(covered, end);
        }

        return output.Append(text, covered, text.Length - covered).ToString();
    }

    private void LookAt(ReadOnlySpan<char> text, ref Unwrapping work)
    {
        Look(new Layer(text, view: null), ref work);
        while (work.TryNext(out var view))
        {
            Look(new Layer(view.Text.Span, view), ref work);
        }
    }

    private void Look(in Layer layer, ref Unwrapping work)
    {
        work.Scan(layer);
        if (layer.Depth == MaxDepth)
        {
            return;
        }

        _prefixes.Find(layer, ref work);
        ReversedText.Find(layer, ref work);
        foreach (var codes in CodeSet.All)
        {
            CodedText.Find(layer, codes, ref work);
        }

        PackedText.Find(layer, ref work);
        SpacedHex.Find(layer, ref work);
        VariationBytes.Find(layer, ref work);
        SpacedLetters.Find(layer, ref work);
        SpacedGroups.Find(layer, ref work);
        BrokenLines.Find(layer, ref work);
    }
}
