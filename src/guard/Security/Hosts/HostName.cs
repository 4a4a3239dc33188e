using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Gatehouse.Security.Hosts;

/// <summary>A host in its one form: a lower-case ASCII name, a dotted quad, or an IPv6 literal in brackets.</summary>
/// <remarks>
/// Any spelling that the URL Standard accepts is brought to that form first, and only then compared with a list: <c>0x7f.1</c>,
/// <c>LOCALHOST.</c> and <c>ⓛocalhost</c> are what they mean. Immutable and thread-safe. Says nothing about whether the host may be
/// reached: <see cref="ForbiddenNames"/> and the address classifier decide that.
/// </remarks>
public sealed record HostName
{
    private HostName(string value, IPAddress? literal)
    {
        Value = value;
        Literal = literal;
    }

    /// <summary>The host as it stands in a URL; IPv6 literals keep their brackets, and no name ends with a dot.</summary>
    public string Value { get; }

    /// <summary>The address, when the host is written as one; null for a name.</summary>
    public IPAddress? Literal { get; }

    public bool IsIPv6Literal => Value[0] == '[';

    /// <summary>Accepts what can stand as the host of a URL; otherwise says why not. Never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostName? host, out TargetRejection why) =>
        TryParse(text.AsSpan(), out host, out why);

    /// <inheritdoc cref="TryParse(string?, out HostName?, out TargetRejection)"/>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out HostName? host, out TargetRejection why)
    {
        why = HostParser.Parse(text, out var value, out var literal);
        host = why == TargetRejection.None ? new HostName(value, literal) : null;
        return host is not null;
    }

    /// <summary>Ordinal on <see cref="Value"/>: one host has one value.</summary>
    public bool Equals(HostName? other) => other is not null && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    public override string ToString() => Value;
}
