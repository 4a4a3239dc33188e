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
/// text (16 KiB for small ones) and never more than <see cref="MaxDecoded"/>; beyond it <see cref="DeepReport.IsTruncated"/> is set.
/// What is written backwards is found when it is the credential itself that is, not a wrapping of it.
/// </remarks>
public sealed class DeepScan(LeakScanner scanner)
{
    /// <summary>Wrappings inside each other that are undone.</summary>
    public const int MaxDepth = 2;

    /// <summary>Most characters and bytes that are decoded for one text: 1 MiB.</summary>
    public const int MaxDecoded = 1024 * 1024;

    /// <summary>A short text may become longer than four times itself, when it was compressed.</summary>
    private const int LeastDecoded = 16 * 1024;

    /// <summary>The instance that serves the whole program.</summary>
    public static DeepScan Shared { get; } = new(new LeakScanner());

    private readonly KnownPrefixes _prefixes = new(LeakPatterns.All.SelectMany(pattern => pattern.Literals));

    /// <summary>A scanner for one text that arrives in pieces. It sees what stands plainly; the whole is scanned here at its end.</summary>
    public LeakStream OpenStream() => scanner.OpenStream();

    public DeepReport Scan(ReadOnlySpan<char> text)
    {
        var work = Begin(text.Length);
        LookAt(text, ref work);
        return work.Finish();
    }

    /// <summary>
    /// Scans bytes of any kind, read as UTF-8 with U+FFFD for what is none, and what is compressed in them. UTF-16 is seen too: its
    /// second bytes are hidden characters.
    /// </summary>
    public DeepReport Scan(ReadOnlySpan<byte> bytes)
    {
        var work = Begin(bytes.Length);
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

    /// <summary>The text with everything that blocks or redacts replaced by <see cref="LeakScanner.Mark"/>, wrappings as a whole.</summary>
    public string Redact(string text) => Redact(text, Scan(text));

    /// <summary>As <see cref="Redact(string)"/>, for a text whose report is at hand.</summary>
    public static string Redact(string text, DeepReport report)
    {
        if (report.Worst is null or LeakAction.Warn)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        var covered = 0;
        foreach (var finding in report.Findings.Where(finding => finding.Action != LeakAction.Warn))
        {
            if (finding.Start >= covered)
            {
                output.Append(text, covered, finding.Start - covered).Append(LeakScanner.Mark);
            }

            covered = Math.Max(covered, finding.End);
        }

        return output.Append(text, covered, text.Length - covered).ToString();
    }

    private Unwrapping Begin(int length) => new(scanner, (int)Math.Min(MaxDecoded, Math.Max(LeastDecoded, 4L * length)));

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
        foreach (var codes in CodeSet.All)
        {
            CodedText.Find(layer, codes, ref work);
        }

        PackedText.Find(layer, ref work);
        SpacedHex.Find(layer, ref work);
        VariationBytes.Find(layer, ref work);
        SpacedLetters.Find(layer, ref work);
        BrokenLines.Find(layer, ref work);
    }
}
