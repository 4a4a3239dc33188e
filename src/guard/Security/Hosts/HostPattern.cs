using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Security.Hosts;

/// <summary>Which hosts a rule means: <c>example.com</c> that host only, <c>*.example.com</c> any depth below and not the apex.</summary>
/// <remarks>
/// The only host matcher of the product. The host is read as the host of a URL is, so a rule may be written in any spelling; comparison
/// is ordinal on canonical names. Immutable and thread-safe.
/// </remarks>
public sealed record HostPattern
{
    private const string Wildcard = "*.";

    private HostPattern(HostName host, bool coversSubdomains)
    {
        Host = host;
        CoversSubdomains = coversSubdomains;
    }

    /// <summary>The host itself, or the name below which the wildcard matches.</summary>
    public HostName Host { get; }

    /// <summary>True for <c>*.name</c>: names below <see cref="Host"/> match, and <see cref="Host"/> does not.</summary>
    public bool CoversSubdomains { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out HostPattern? pattern, out HostPatternRejection why)
    {
        pattern = null;
        HostName? host = null;
        var wild = text is not null && text.StartsWith(Wildcard, StringComparison.Ordinal);
        why = string.IsNullOrEmpty(text) ? HostPatternRejection.Empty : Check(wild ? text[Wildcard.Length..] : text, wild, out host);
        if (why == HostPatternRejection.None)
        {
            pattern = new HostPattern(host!, wild);
        }

        return pattern is not null;
    }

    /// <summary>The pattern that means exactly <paramref name="host"/>.</summary>
    public static HostPattern Exactly(HostName host) => new(host, coversSubdomains: false);

    public bool Matches(HostName host)
    {
        if (!CoversSubdomains)
        {
            return string.Equals(host.Value, Host.Value, StringComparison.Ordinal);
        }

        // The dot before the suffix is what keeps evilexample.com out of *.example.com.
        var (name, suffix) = (host.Value, Host.Value);
        return host.Literal is null
            && name.Length > suffix.Length + 1
            && name[name.Length - suffix.Length - 1] == '.'
            && name.EndsWith(suffix, StringComparison.Ordinal);
    }

    public override string ToString() => CoversSubdomains ? Wildcard + Host.Value : Host.Value;

    private static HostPatternRejection Check(string name, bool wild, out HostName? host)
    {
        host = null;
        if (!wild && name == "*")
        {
            return HostPatternRejection.TooBroad;
        }

        if (name.Contains('*', StringComparison.Ordinal))
        {
            return HostPatternRejection.MisplacedWildcard;
        }

        if (!HostName.TryParse(name, out host, out _))
        {
            return HostPatternRejection.InvalidHost;
        }

        if (!wild)
        {
            return HostPatternRejection.None;
        }

        if (host.Literal is not null)
        {
            return HostPatternRejection.WildcardOverAddress;
        }

        return host.Value.Contains('.', StringComparison.Ordinal) ? HostPatternRejection.None : HostPatternRejection.TooBroad;
    }
}
