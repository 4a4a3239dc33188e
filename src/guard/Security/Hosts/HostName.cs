using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Gatehouse.Security.Hosts;

/// <summary>A host in its one accepted spelling: a lower-case ASCII name, a dotted quad, or an IPv6 literal in brackets.</summary>
/// <remarks>
/// A spelling that is not already canonical is refused, never repaired: a repair is a second parser, and two parsers that
/// disagree are how <c>0x7f.1</c> or <c>LOCALHOST.</c> slip past a list. Immutable and thread-safe. Says nothing about whether
/// the host may be reached: <see cref="ForbiddenNames"/> and the address classifier decide that.
/// </remarks>
public sealed record HostName
{
    internal const int MaxLength = 253; // RFC 1035 section 2.3.4, less the root label.
    private const int MaxLabelLength = 63;

    private HostName(string value, IPAddress? literal)
    {
        Value = value;
        Literal = literal;
    }

    /// <summary>The host as it stands in a URL; IPv6 literals keep their brackets.</summary>
    public string Value { get; }

    /// <summary>The address, when the host is written as one; null for a name.</summary>
    public IPAddress? Literal { get; }

    public bool IsIPv6Literal => Value[0] == '[';

    /// <summary>Accepts <paramref name="text"/> when it is canonical; otherwise says why not.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostName? host, out TargetRejection why)
    {
        host = null;
        IPAddress? literal = null;
        why = string.IsNullOrEmpty(text) ? TargetRejection.EmptyHost : Check(text, out literal);
        if (why == TargetRejection.None)
        {
            host = new HostName(text!, literal);
        }

        return host is not null;
    }

    public override string ToString() => Value;

    private static TargetRejection Check(string text, out IPAddress? literal)
    {
        literal = null;
        if (text[0] == '[')
        {
            return AddressLiteral.CheckIPv6(text, out literal);
        }

        var why = CheckLabels(text);
        if (why != TargetRejection.None)
        {
            return why;
        }

        var last = text.AsSpan(text.LastIndexOf('.') + 1);
        return AddressLiteral.IsNumber(last) ? AddressLiteral.CheckIPv4(text, out literal) : TargetRejection.None;
    }

    private static TargetRejection CheckLabels(string text)
    {
        if (!System.Text.Ascii.IsValid(text))
        {
            return TargetRejection.NonAscii;
        }

        if (text.Length > MaxLength)
        {
            return TargetRejection.TooLong;
        }

        foreach (var range in text.AsSpan().Split('.'))
        {
            if (!IsLabel(text.AsSpan(range)))
            {
                return TargetRejection.NonCanonicalHost;
            }
        }

        return TargetRejection.None;
    }

    // LDH labels of RFC 1123 section 2.1, plus the underscore that real service names use. xn-- labels pass as they are:
    // they are already what goes on the wire.
    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label.Length > MaxLabelLength || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (var c in label)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
