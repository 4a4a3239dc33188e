using System.Text;

namespace Gatehouse.Security.Hosts.Idna;

/// <summary>A name to ASCII by UTS #46: non-transitional, as the URL Standard wants it, and never more than can be checked here.</summary>
/// <remarks>1 map each character · 2 cut into labels · 3 undo what is Punycode already · 4 check · 5 to Punycode.</remarks>
internal static class IdnaName
{
    private const string Prefix = "xn--";
    private const int MaxCodePoints = 254; // A name of 253 characters and the root's dot; no code point takes less than one.
    private const int MaxLabelLength = 63;

    /// <param name="text">Without controls; ASCII characters that no host has come out as they are.</param>
    public static TargetRejection ToAscii(ReadOnlySpan<char> text, out string ascii)
    {
        ascii = "";

        // 1
        var why = Map(text, out var mapped);
        if (why != TargetRejection.None)
        {
            return why;
        }

        // 2
        var labels = mapped.Split('.');
        var output = new string[labels.Length];
        for (var at = 0; at < labels.Length; at++)
        {
            if (labels[at].Length > 2 * MaxLabelLength)
            {
                return TargetRejection.HostTooLong;
            }

            // 3, 4 and 5
            if (!TryLabel(ref labels[at], out output[at]))
            {
                return TargetRejection.InternationalName;
            }
        }

        if (!BidiRule.Allows(labels))
        {
            return TargetRejection.InternationalName;
        }

        ascii = string.Join('.', output);
        return TargetRejection.None;
    }

    private static TargetRejection Map(ReadOnlySpan<char> text, out string mapped)
    {
        var output = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                output.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else if (!IdnaTable.TryMap(rune, output))
            {
                mapped = "";
                return TargetRejection.InternationalName;
            }

            if (output.Length > 2 * MaxCodePoints)
            {
                mapped = "";
                return TargetRejection.HostTooLong;
            }
        }

        mapped = output.ToString();
        return TargetRejection.None;
    }

    /// <summary>On return, <paramref name="label"/> is the label in Unicode and <paramref name="ascii"/> the same in ASCII.</summary>
    private static bool TryLabel(ref string label, out string ascii)
    {
        ascii = label;
        if (label.StartsWith(Prefix, StringComparison.Ordinal))
        {
            // Only what encoding would have produced: otherwise two spellings would be one name to some and two to others.
            var decoded = Punycode.Decode(label.AsSpan(Prefix.Length));
            if (decoded is null || Ascii.IsValid(decoded) || !IdnaLabel.IsValid(decoded) || Prefix + Punycode.Encode(decoded) != label)
            {
                return false;
            }

            label = decoded;
            return true;
        }

        if (Ascii.IsValid(label))
        {
            return true;
        }

        ascii = Prefix + Punycode.Encode(label);
        return IdnaLabel.IsValid(label);
    }
}
