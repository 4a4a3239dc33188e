using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Passes;

/// <summary>The only door to the network. Egress implements it.</summary>
public interface IOutbound
{
    /// <summary>Redeems the pass and opens a lease: a client that can reach what the pass's scope allows, and nothing else.</summary>
    /// <remarks>The client's credentials, if the owner configured any for that caller, host and port, are added below it.</remarks>
    /// <exception cref="GatePassException">The pass is not valid for this effect, or carries no scope.</exception>
    HttpClient Open(GatePass pass, Effect effect);
}
