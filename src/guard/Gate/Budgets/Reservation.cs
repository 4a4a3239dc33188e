using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Budgets;

/// <summary>What one effect holds of a day's budget: the bound while it runs, what it really used once that is known.</summary>
/// <param name="Day">Local calendar day of the reservation.</param>
/// <param name="Tokens">Charged tokens.</param>
public sealed record Reservation(EffectId Effect, DateOnly Day, long Tokens, int Requests, bool Settled);
