using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Security.Hosts;

/// <summary>Where a request goes: parsed once, decided on, and sent as it stands.</summary>
/// <remarks>
/// The only URL parser of the product. It accepts the spellings on which every other parser agrees and refuses the rest, so
/// that what was decided is what is dialled and sent. A fragment is dropped; it never leaves the machine. Two targets are equal
/// when their <see cref="Url"/> is. Immutable and thread-safe; parsing is linear.
/// </remarks>
public sealed record RequestTarget
{
    /// <summary>Longest accepted URL in characters. Servers commonly stop at 8 KiB (nginx: large_client_header_buffers 8k).</summary>
    public const int MaxLength = 8192;

    internal RequestTarget(WebScheme scheme, HostName host, int port, string path, string? query)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Path = path;
        Query = query;
        PathAndQuery = query is null ? path : $"{path}?{query}";
        var name = scheme == WebScheme.Https ? "https" : "http";
        Origin = IsDefaultPort ? $"{name}://{host.Value}" : string.Create(null, $"{name}://{host.Value}:{port}");
        Url = Origin + PathAndQuery;
    }

    public WebScheme Scheme { get; }

    public HostName Host { get; }

    /// <summary>The port that is dialled: the written one, else 80 or 443.</summary>
    public int Port { get; }

    /// <summary>The path as written, always starting with a slash; without dot segments and hidden separators.</summary>
    public string Path { get; }

    /// <summary>The query as written, without the question mark; null when there is none, empty for a bare question mark.</summary>
    public string? Query { get; }

    public string PathAndQuery { get; }

    /// <summary>Scheme, host and port; the default port is left out.</summary>
    public string Origin { get; }

    /// <summary>The canonical absolute form. Parsing it gives an equal target.</summary>
    public string Url { get; }

    public bool IsDefaultPort => Port == DefaultPort(Scheme);

    /// <summary>Accepts an absolute http or https URL in its strict form; otherwise says why not.</summary>
    public static bool TryParse(string? url, [NotNullWhen(true)] out RequestTarget? target, out TargetRejection why)
    {
        (target, why) = TargetParser.Parse(url);
        return target is not null;
    }

    public override string ToString() => Url;

    internal static int DefaultPort(WebScheme scheme) => scheme == WebScheme.Https ? 443 : 80;
}
