using Gatehouse.Security.Effects;

namespace Gatehouse.Security.Policy;

/// <summary>The owner's yes to one effect: single use, for exactly these bytes. Turns an Ask into an Allow, never a Deny.</summary>
public sealed record Approval(int Number, Digest Digest);
