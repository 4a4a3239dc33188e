using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Contracts.Control;
using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Listening;

/// <summary>Makes login links for the address on which the gateway really listens.</summary>
internal sealed class LoginLinks(LoginCodes codes, GatewaySettings settings, BoundAddresses bound)
{
    /// <summary>A fresh link. The server must have started.</summary>
    public LoginLink Create()
    {
        var (code, expires) = codes.Create();
        return new LoginLink($"{Origin}/#login={code}", expires, bound.Port);
    }

    public string Origin => settings.PublicUrl?.Origin ?? $"{settings.Scheme}://{Host}:{bound.Port.ToString(CultureInfo.InvariantCulture)}";

    // A browser does not open 0.0.0.0.
    private string Host =>
        settings.Host.Equals(IPAddress.Any) || settings.Host.Equals(IPAddress.IPv6Any) ? "127.0.0.1"
        : settings.Host.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{settings.Host}]"
        : settings.Host.ToString();
}
