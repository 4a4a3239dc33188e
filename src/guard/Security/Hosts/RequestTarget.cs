using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Security.Hosts;

/// <summary>Where a request goes: parsed once, decided on, and sent as it stands.</summary>
/// <remarks>
/// The only URL parser of the product. It reads as the WHATWG URL Standard does, into one canonical form, and refuses what other
/// programs might read otherwise; so what was decided is what is dialled and sent. <see cref="Url"/> is what a browser would print,
/// except that the dot at the end of a host is gone, and the fragment, which never leaves the machine. Two targets are equal when
/// their <see cref="Url"/> is. Immutable and thread-safe; parsing is linear.
/// </remarks>
public sealed record RequestTarget
{
    /// <summary>Longest accepted URL in characters. Servers commonly stop at 8 KiB (nginx: large_client_header_buffers 8k).</summary>
    public const int MaxLength = 8192;

    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly int _pathStart;
    private readonly int _queryStart;

    /// <param name="url">The canonical form; the two offsets are of its path's slash and its question mark, or its length.</param>
    internal RequestTarget(WebScheme scheme, HostName host, int port, string url, int pathStart, int queryStart) =>
        (Scheme, Host, Port, Url, _pathStart, _queryStart) = (scheme, host, port, url, pathStart, queryStart);

    public WebScheme Scheme { get; }

    public HostName Host { get; }

    /// <summary>The port that is dialled: the written one, else 80 or 443.</summary>
    public int Port { get; }

    /// <summary>The canonical absolute form, in ASCII. Parsing it gives an equal target.</summary>
    public string Url { get; }

    /// <summary>The path, always starting with a slash; without dot segments and hidden separators.</summary>
    public string Path => Url[_pathStart.._queryStart];

    /// <summary>The query without the question mark; null when there is none, empty for a bare question mark.</summary>
    public string? Query => _queryStart < Url.Length ? Url[(_queryStart + 1)..] : null;

    /// <summary>Exactly what stands in the request line.</summary>
    public string PathAndQuery => Url[_pathStart..];

    /// <summary>Scheme, host and port; the default port is left out.</summary>
    public string Origin => Url[.._pathStart];

    public bool IsDefaultPort => Port == DefaultPort(Scheme);

    /// <summary>Accepts an absolute http or https URL; otherwise says why not. Never throws.</summary>
    public static bool TryParse(string? url, [NotNullWhen(true)] out RequestTarget? target, out TargetRejection why)
    {
        why = TargetParser.Parse(url, out target);
        return target is not null;
    }

    /// <summary>For the transport. Its own rewriting of path and query is off, so that what was decided goes out to the letter.</summary>
    public Uri ToUri() => new(Url, in Verbatim);

    public bool Equals(RequestTarget? other) => other is not null && string.Equals(Url, other.Url, StringComparison.Ordinal);

    public override int GetHashCode() => string.GetHashCode(Url, StringComparison.Ordinal);

    public override string ToString() => Url;

    internal static int DefaultPort(WebScheme scheme) => scheme == WebScheme.Https ? 443 : 80;
}
