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

    private readonly List<(string Form, byte[] Needle)> _exact = [];
    private readonly List<(string Form, byte[] Needle)> _anyCase = [];
    private readonly byte[] _squeezed;

    public CanarySearch(string canary)
    {
        if (canary.Count(char.IsAsciiLetterOrDigit) < 12)
        {
            throw new ArgumentException("a canary needs 12 letters or digits", nameof(canary));
        }

        var raw = Encoding.UTF8.GetBytes(canary);
        _anyCase.Add(("raw", Lower(raw)));
        _anyCase.Add(("reversed", Lower([.. raw.Reverse()])));
        _anyCase.Add(("hex", Lower(Encoding.ASCII.GetBytes(Convert.ToHexString(raw)))));
        _anyCase.Add(("utf-16", Lower(Encoding.Unicode.GetBytes(canary))));
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Base64Middle(raw, shift);
            _exact.Add(("base64", Encoding.ASCII.GetBytes(text)));
            _exact.Add(("base64", Encoding.ASCII.GetBytes(text.Replace('+', '-').Replace('/', '_'))));
        }

        _squeezed = Lower(CanaryWrappings.Squeeze(raw));
    }

    public bool IsIn(ReadOnlySpan<byte> bytes) => Find(bytes).Count > 0;

    /// <summary>All hits; empty when the canary did not leave in any form that is known here.</summary>
    public IReadOnlyList<CanaryHit> Find(ReadOnlySpan<byte> bytes)
    {
        var hits = new HashSet<CanaryHit>();
        var seen = new HashSet<string>();
        var open = new Queue<(byte[] Bytes, string Path, int Depth)>();
        open.Enqueue((bytes.ToArray(), "", 0));
        while (open.TryDequeue(out var view))
        {
            Look(view.Bytes, view.Path, hits);
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

        return [.. hits];
    }

    private static byte[] Lower(byte[] bytes) => [.. bytes.Select(b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b)];

    /// <summary>The characters that stand in any base64 text in which the canary begins at this offset within a group of three.</summary>
    private static string Base64Middle(byte[] raw, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. raw]);
        // Characters that also hold bits of a neighbour are left out on both sides.
        var first = (shift * 8 + 5) / 6;
        var end = (shift + raw.Length) * 8 / 6;
        return text[first..end];
    }

    private void Look(byte[] bytes, string path, HashSet<CanaryHit> hits)
    {
        foreach (var (form, needle) in _exact)
        {
            if (bytes.AsSpan().IndexOf(needle) >= 0)
            {
                hits.Add(new CanaryHit(form, path));
            }
        }

        var lower = Lower(bytes);
        foreach (var (form, needle) in _anyCase)
        {
            if (lower.AsSpan().IndexOf(needle) >= 0)
            {
                hits.Add(new CanaryHit(form, path));
            }
        }

        if (lower.AsSpan().IndexOf(_anyCase[0].Needle) < 0 && CanaryWrappings.Squeeze(lower).AsSpan().IndexOf(_squeezed) >= 0)
        {
            hits.Add(new CanaryHit("split", path));
        }
    }
}
