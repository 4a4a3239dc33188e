using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Dialling;

/// <summary>
/// Who may use a connection that is already open, and to where. The caller belongs to it: a private address that is granted to one caller
/// must not be reached by another over the connection of the first.
/// </summary>
internal readonly record struct ConnectionKey(string Caller, WebScheme Scheme, HostName Host, int Port)
{
    public static ConnectionKey Of(string caller, RequestTarget target) => new(caller, target.Scheme, target.Host, target.Port);
}
