using System.Text;

namespace Gatehouse.Testing;

/// <summary>Where a canary was found: the way it was written and what had to be undone to see it, outermost first.</summary>
public sealed record CanaryHit(string Form, string Path);

/// <summary>Looks for one canary in everything that left, however it was wrapped. Thread-safe.</summary>
/// <remarks>
/// A canary has at least 12 letters or digits, so that a chance hit in what is squeezed together does not happen.
/// Wrappings nest: percent in base64 in gzip is found; <see cref="Depth"/> is how deep.
/// </remarks>
public sealed class CanarySearch
{
    public const int Depth = 4;

    /// <summary>Shortest part that counts as one: eight letters and digits in a row are not chance in megabytes.</summary>
    public const int ShortestPart = 8;

    private readonly List<(string Form, byte[] Needle)> _exact = [];
    private readonly List<(string Form, byte[] Needle)> _anyCase = [];
    private readonly List<(string Form, byte[] Needle)> _exactSqueezed;
    private readonly List<(string Form, byte[] Needle)> _anyCaseSqueezed;
    private readonly byte[] _letters;

    public CanarySearch(string canary)
    {
        if (canary.Count(char.IsAsciiLetterOrDigit) < 12)
        {
            throw new ArgumentException("a canary needs 12 letters or digits", nameof(canary));
        }

        var raw = Encoding.UTF8.GetBytes(canary);
        _letters = Lower(CanaryWrappings.Squeeze(raw));
        _anyCase.Add(("raw", Lower(raw)));
        _anyCase.Add(("reversed", Lower([.. raw.Reverse()])));
        _anyCase.Add(("rot13", Lower([.. raw.Select(Rotated)])));
        _anyCase.Add(("hex", Lower(Encoding.ASCII.GetBytes(Convert.ToHexString(raw)))));
        for (var shift = 0; shift < 5; shift++)
        {
            _anyCase.Add(("base32", Encoding.ASCII.GetBytes(Base32Middle(raw, shift))));
        }

        for (var shift = 0; shift < 3; shift++)
        {
            var text = Base64Middle(raw, shift);
            _exact.Add(("base64", Encoding.ASCII.GetBytes(text)));
            _exact.Add(("base64", Encoding.ASCII.GetBytes(text.Replace('+', '-').Replace('/', '_'))));
        }

        _exactSqueezed = Squeezed(_exact);
        _anyCaseSqueezed = Squeezed(_anyCase);
        // Its letters have gaps already; squeezed it is the canary itself.
        _anyCase.Add(("utf-16", Lower(Encoding.Unicode.GetBytes(canary))));
    }

    public bool IsIn(ReadOnlySpan<byte> bytes) => Find(bytes).Count > 0;

    /// <summary>All hits; empty when the canary did not leave whole in any form that is known here.</summary>
    public IReadOnlyList<CanaryHit> Find(ReadOnlySpan<byte> bytes)
    {
        var hits = new HashSet<CanaryHit>();
        foreach (var (view, path) in Views(bytes.ToArray()))
        {
            Look(view, path, hits);
        }

        return [.. hits];
    }

    /// <summary>How many letters and digits of the canary left: all of them in any form, else those of parts long enough to be no chance.</summary>
    public int CharactersIn(ReadOnlySpan<byte> bytes)
    {
        if (IsIn(bytes))
        {
            return _letters.Length;
        }

        var left = new bool[_letters.Length];
        foreach (var (view, _) in Views(bytes.ToArray()))
        {
            var letters = Lower(CanaryWrappings.Squeeze(view));
            for (var at = 0; at + ShortestPart <= _letters.Length; at++)
            {
                if (letters.AsSpan().IndexOf(_letters.AsSpan(at, ShortestPart)) >= 0)
                {
                    left.AsSpan(at, ShortestPart).Fill(true);
                }
            }
        }

        return left.Count(each => each);
    }

    private static IEnumerable<(byte[] Bytes, string Path)> Views(byte[] bytes)
    {
        var seen = new HashSet<string>();
        var open = new Queue<(byte[] Bytes, string Path, int Depth)>();
        open.Enqueue((bytes, "", 0));
        while (open.TryDequeue(out var view))
        {
            yield return (view.Bytes, view.Path);
            if (view.Depth == Depth)
            {
                continue;
            }

            foreach (var (name, inner) in CanaryWrappings.Undo(view.Bytes))
            {
                if (seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(inner))))
                {
                    open.Enqueue((inner, view.Path.Length == 0 ? name : view.Path + " > " + name, view.Depth + 1));
                }
            }
        }
    }

    private void Look(byte[] bytes, string path, HashSet<CanaryHit> hits)
    {
        var found = Forms(bytes, _exact).Concat(Forms(Lower(bytes), _anyCase)).ToHashSet();
        var letters = CanaryWrappings.Squeeze(bytes);
        // What stands there in one piece is not also told as split.
        var split = Forms(letters, _exactSqueezed).Concat(Forms(Lower(letters), _anyCaseSqueezed)).Where(form => !found.Contains(form));
        foreach (var form in found)
        {
            hits.Add(new CanaryHit(form, path));
        }

        foreach (var form in split)
        {
            hits.Add(new CanaryHit(form == "raw" ? "split" : "split " + form, path));
        }
    }

    private static List<string> Forms(byte[] bytes, List<(string Form, byte[] Needle)> needles) =>
        [.. needles.Where(each => bytes.AsSpan().IndexOf(each.Needle) >= 0).Select(each => each.Form).Distinct()];

    private static List<(string, byte[])> Squeezed(List<(string Form, byte[] Needle)> needles) =>
        [.. needles.Select(each => (each.Form, CanaryWrappings.Squeeze(each.Needle)))];

    private static byte[] Lower(byte[] bytes) => [.. bytes.Select(b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b)];

    private static byte Rotated(byte each) =>
        each switch
        {
            >= (byte)'a' and <= (byte)'z' => (byte)('a' + (each - 'a' + 13) % 26),
            >= (byte)'A' and <= (byte)'Z' => (byte)('A' + (each - 'A' + 13) % 26),
            _ => each,
        };

    /// <summary>The characters that stand in any base64 text in which the canary begins at this offset within a group of three.</summary>
    private static string Base64Middle(byte[] raw, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. raw]);
        // Characters that also hold bits of a neighbour are left out on both sides.
        var first = (shift * 8 + 5) / 6;
        var end = (shift + raw.Length) * 8 / 6;
        return text[first..end];
    }

    /// <summary>The same for base32 (RFC 4648, 6), in lower case and within a group of five.</summary>
    private static string Base32Middle(byte[] raw, int shift)
    {
        var bits = string.Concat(
            new byte[shift]
                .Concat(raw)
                .Select(each => Convert.ToString(each, 2).PadLeft(8, '0'))
        );
        var first = (shift * 8 + 4) / 5;
        var end = (shift + raw.Length) * 8 / 5;
        return string.Concat(
            Enumerable
                .Range(first, end - first)
                .Select(at => "abcdefghijklmnopqrstuvwxyz234567"[Convert.ToInt32(bits.Substring(at * 5, 5), 2)])
        );
    }
}
