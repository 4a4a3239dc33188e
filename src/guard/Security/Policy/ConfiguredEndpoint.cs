using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Policy;

/// <summary>A server that the owner named in the configuration. Naming it is the grant: for that caller, host and port only.</summary>
/// <param name="EgressCaller">Which part of the product may go there, such as <c>model</c>.</param>
public sealed record ConfiguredEndpoint(string EgressCaller, HostName Host, int Port)
{
    public bool Is(string caller, RequestTarget target) => caller == EgressCaller && target.Host == Host && target.Port == Port;
}
