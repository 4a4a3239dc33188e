namespace Gatehouse.Contracts.Control;

/// <summary>The new bearer token.</summary>
/// <param name="Cut">Open connections of the old one that were ended.</param>
/// <param name="SettingHoldsOld">Whether GATEWAY_AUTH_TOKEN is set: the next start takes that one again.</param>
public sealed record RotatedToken(string Token, int Cut, bool SettingHoldsOld);
