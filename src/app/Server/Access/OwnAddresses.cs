using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Security.Hosts;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Access;

/// <summary>The names under which the gateway answers. A page of a hostile site that points its own name at us (DNS rebinding) uses none of them.</summary>
internal sealed class OwnAddresses
{
    private readonly string _bind;
    private readonly string _scheme;
    private readonly int _defaultPort;
    private readonly string[] _names;
    private readonly string? _publicOrigin;
    private readonly string? _publicAuthority;

    public OwnAddresses(GatewaySettings settings)
    {
        _bind = Bracketed(settings.Host);
        (_scheme, _defaultPort) = (settings.Scheme, settings.Tls is null ? 80 : 443);
        _names = [_bind, "127.0.0.1", "localhost", "[::1]"];
        _publicOrigin = settings.PublicUrl?.Origin;
        _publicAuthority = _publicOrigin?[(_publicOrigin.IndexOf("://", StringComparison.Ordinal) + 3)..];
    }

    /// <summary>Whether a Host header names us.</summary>
    public bool IsOwnHost(string? host, int port) =>
        host is not null
        && (
            _names.Any(name => host.Equals(WithPort(name, port), StringComparison.OrdinalIgnoreCase))
            || (port == _defaultPort && _names.Contains(host, StringComparer.OrdinalIgnoreCase))
            || host.Equals(_publicAuthority, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether an Origin is that of the page which this very request was addressed to: scheme, host and port.</summary>
    public bool IsOwnOrigin(string origin, string host) =>
        host.Equals(_publicAuthority, StringComparison.OrdinalIgnoreCase) ? origin == _publicOrigin : origin == $"{_scheme}://{host}";

    /// <summary>Whether another origin may read our answers: the bind address and localhost, with our scheme and port.</summary>
    public bool IsGrantedOrigin(string origin, int port) =>
        origin == $"{_scheme}://{WithPort(_bind, port)}"
        || origin == $"{_scheme}://{WithPort("localhost", port)}"
        // Browsers leave the port of the scheme out.
        || (port == _defaultPort && (origin == $"{_scheme}://{_bind}" || origin == $"{_scheme}://localhost"));

    /// <summary>Whether the browser spoke TLS to get here: to us, or to the owner's own proxy, which the public URL names.</summary>
    public bool IsSecure(string? host) =>
        IsPublicHost(host) ? _publicOrigin?.StartsWith("https://", StringComparison.Ordinal) == true : _scheme == "https";

    /// <summary>Whether a name is that of the public URL; false when none is set.</summary>
    public bool IsPublicHost(string? host) =>
        _publicAuthority is not null && string.Equals(host, _publicAuthority, StringComparison.OrdinalIgnoreCase);

    private static string WithPort(string name, int port) => string.Create(CultureInfo.InvariantCulture, $"{name}:{port}");

    private static string Bracketed(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
