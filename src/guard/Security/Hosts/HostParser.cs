using System.Buffers;
using System.Net;
using Gatehouse.Security.Hosts.Idna;

namespace Gatehouse.Security.Hosts;

/// <summary>The URL Standard's host parser for http and https, then what is stricter here.</summary>
/// <remarks>1 IPv6 in brackets · 2 percent codes · 3 IDNA to ASCII · 4 the dot at the end · 5 labels · 6 IPv4 in any notation.</remarks>
internal static class HostParser
{
    private const int MaxLength = 253; // RFC 1035 section 2.3.4, less the root label.
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> Canonical = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static TargetRejection Parse(ReadOnlySpan<char> text, out string value, out IPAddress? literal)
    {
        (value, literal) = ("", null);
        if (text.IsEmpty)
        {
            return TargetRejection.EmptyHost;
        }

        // 1
        if (text[0] == '[')
        {
            return BracketedAddress(text, out value, out literal);
        }

        // 2 + 3
        var why = ToAscii(text, out value);
        if (why != TargetRejection.None)
        {
            return why;
        }

        // 4: the root's dot names the same host in another string.
        value = value.EndsWith('.') ? value[..^1] : value;

        // 5
        why = value.Length == 0 ? TargetRejection.EmptyHost : CheckLabels(value);
        if (why != TargetRejection.None || !IPv4Text.EndsInNumber(value))
        {
            return why;
        }

        // 6
        if (!IPv4Text.TryParse(value, out var number))
        {
            return TargetRejection.BadAddress;
        }

        literal = IPv4Text.ToAddress(number);
        value = literal.ToString();
        return TargetRejection.None;
    }

    private static TargetRejection BracketedAddress(ReadOnlySpan<char> text, out string value, out IPAddress? literal)
    {
        (value, literal) = ("", null);
        if (text.Contains('%'))
        {
            return TargetRejection.ZoneId;
        }

        Span<ushort> pieces = stackalloc ushort[8];
        // No form is longer than an IPv4-mapped one of 45 characters.
        if (text.Length > 47 || text[^1] != ']' || !IPv6Text.TryParse(text[1..^1], pieces))
        {
            return TargetRejection.BadAddress;
        }

        (value, literal) = (IPv6Text.Print(pieces), IPv6Text.ToAddress(pieces));
        return TargetRejection.None;
    }

    private static TargetRejection ToAscii(ReadOnlySpan<char> text, out string ascii)
    {
        ascii = "";
        if (text.Contains('%'))
        {
            var why = PercentEncoding.DecodeOnce(text, out var decoded);
            if (why != TargetRejection.None)
            {
                return why;
            }

            if (decoded.Any(char.IsControl))
            {
                return TargetRejection.EncodedControl;
            }

            text = decoded;
        }

        if (!System.Text.Ascii.IsValid(text) || text.Contains("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return IdnaName.ToAscii(text, out ascii);
        }

        ascii = text.ContainsAnyExcept(Canonical) ? text.ToString().ToLowerInvariant() : text.ToString();
        return TargetRejection.None;
    }

    // The characters of RFC 1123 section 2.1, plus the underscore that real service names use. The URL Standard lets a dozen more
    // through that no name has, and that resolvers, logs and shells read each in their own way. An underscore begins the first
    // label only: the framework's parser, which the client needs, reads "a._b.c" but neither "3._b.c" nor "a.b._c.d".
    private static TargetRejection CheckLabels(string name)
    {
        if (name.AsSpan().ContainsAnyExcept(Canonical))
        {
            return TargetRejection.ForbiddenHostCharacter;
        }

        var tooLong = name.Length > MaxLength;
        var rest = name.AsSpan();
        for (var number = 0; ; number++)
        {
            var dot = rest.IndexOf('.');
            var label = dot < 0 ? rest : rest[..dot];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-' || (label[0] == '_' && (number > 0 || dot < 0)))
            {
                return TargetRejection.BadLabel;
            }

            tooLong |= label.Length > MaxLabelLength;
            if (dot < 0)
            {
                return tooLong ? TargetRejection.HostTooLong : TargetRejection.None;
            }

            rest = rest[(dot + 1)..];
        }
    }
}
