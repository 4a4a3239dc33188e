using System.Net;

namespace Gatehouse.Security.Net;

/// <summary>One row of the address table: a network, its class, and the document that says so.</summary>
public sealed record AddressRange(IPNetwork Network, AddressClass Class, string Source);
