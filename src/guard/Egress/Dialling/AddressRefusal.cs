namespace Gatehouse.Egress.Dialling;

/// <summary>Why the addresses of a host may not be dialled, by name and as a sentence for the owner and the model.</summary>
public sealed record AddressRefusal(EgressRefusal Reason, string Message);
