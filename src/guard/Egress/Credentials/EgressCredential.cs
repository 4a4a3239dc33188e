using Gatehouse.Security.Hosts;
using Gatehouse.Security.Vault;

namespace Gatehouse.Egress.Credentials;

/// <summary>A key that may go to one host and port, for one caller.</summary>
public sealed record EgressCredential(string Caller, HostName Host, int Port, SecretValue Value);
