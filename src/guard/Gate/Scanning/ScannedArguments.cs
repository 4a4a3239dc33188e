using System.Text;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Gate.Scanning;

/// <summary>The arguments of one call on their way to a reader that takes them in pieces.</summary>
/// <remarks>
/// They are JSON, where <c>\u0073k-…</c> is a key as well: from the first escape on that can spell a letter or a slash, the rest waits
/// for the end and is looked through unescaped. Models write such escapes rarely, and line breaks and quotes are others.
/// </remarks>
internal sealed class ScannedArguments(DeepScan scanner)
{
    private readonly LeakStream _stream = scanner.OpenStream();
    private readonly StringBuilder _whole = new();

    // What is not in the stream yet: a backslash at the end of a piece, or all from an escape on.
    private readonly StringBuilder _waiting = new();
    private bool _isHeld;

    /// <summary>Takes the next piece; returns what is safe now.</summary>
    /// <exception cref="Drivers.EffectFailedException">It holds a secret that is blocked.</exception>
    public string Push(string piece)
    {
        _whole.Append(piece);
        _waiting.Append(piece);
        if (_isHeld)
        {
            return "";
        }

        var text = _waiting.ToString();
        var escape = Escape(text);
        var clear =
            escape >= 0 ? text[..escape]
            : text.EndsWith('\\') ? text[..^1]
            : text;
        _isHeld = escape >= 0;
        _waiting.Remove(0, clear.Length);
        return Through(_stream.Push(clear));
    }

    /// <summary>Returns the rest.</summary>
    /// <exception cref="Drivers.EffectFailedException">The whole holds a secret, or what cannot be looked through.</exception>
    public string Finish()
    {
        var (whole, rest) = (_whole.ToString(), _waiting.ToString());
        // What only shows unescaped cannot be cut out of what is escaped, and half of it may have gone out: redacting means refusing here.
        if (_isHeld && new CleanText(scanner).CleanJson(whole) != whole)
        {
            throw ScannedText.Blocked("a credential");
        }

        _waiting.Clear();
        _isHeld = false;
        return Through(_stream.Push(rest)) + Through(_stream.Flush());
    }

    private static int Escape(string text)
    {
        var (letter, slash) = (text.IndexOf("\\u", StringComparison.Ordinal), text.IndexOf("\\/", StringComparison.Ordinal));
        return letter < 0 ? slash
            : slash < 0 ? letter
            : Math.Min(letter, slash);
    }

    private static string Through(LeakRelease release) =>
        !release.IsBlocked
            ? release.Text
            : throw ScannedText.Blocked(
                release.Findings.FirstOrDefault(finding => finding.Action == LeakAction.Block)?.Pattern.Name ?? "a secret"
            );
}
