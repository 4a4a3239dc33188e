namespace Gatehouse.Contracts.Egress;

/// <summary>An address that would be dialled, and what it is for, such as <c>public</c> or <c>private</c>.</summary>
public sealed record EgressAddress(string Ip, string Class);
