using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Budgets;

/// <summary>How much of today is left.</summary>
public sealed record BudgetStatus(DateOnly Day, long TokensUsed, long TokensLimit, long RequestsUsed, long RequestsLimit, DateTimeOffset ResetsAt);

/// <summary>
/// One wall for tokens and requests per local day. The bound is taken before the effect; what was really used replaces it afterwards,
/// so racing effects can never pass the wall together.
/// </summary>
/// <remarks>Thread-safe. A reservation counts on the day it was made, also when it settles after midnight.</remarks>
public sealed class Budget
{
    private readonly Lock gate = new();
    private readonly GateOptions limits;
    private readonly TimeProvider clock;
    private readonly Dictionary<string, Reservation> today;
    private DateOnly day;

    public Budget(GateOptions limits, IEnumerable<Reservation> ofToday, TimeProvider clock)
    {
        (this.limits, this.clock) = (limits, clock);
        day = Today(clock);
        today = ofToday.Where(held => held.Day == day).ToDictionary(held => held.Effect.Value);
    }

    /// <summary>The local calendar day: the one that the owner means by "today".</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public BudgetStatus Status()
    {
        lock (gate)
        {
            TurnPageUnsynchronized();
            return new BudgetStatus(day, Tokens(), limits.TokensPerDay, Requests(), limits.RequestsPerDay, Midnight());
        }
    }

    /// <summary>Takes the bound, or says what is used up.</summary>
    internal (Reservation? Held, string? Exhausted) Reserve(EffectId effect, ReservationBound bound)
    {
        lock (gate)
        {
            TurnPageUnsynchronized();
            if (bound.Tokens > 0 && Tokens() + bound.Tokens > limits.TokensPerDay)
            {
                return (null, $"today's {limits.TokensPerDay} tokens (BUDGET_TOKENS_PER_DAY)");
            }

            if (bound.Requests > 0 && Requests() + bound.Requests > limits.RequestsPerDay)
            {
                return (null, $"today's {limits.RequestsPerDay} requests (BUDGET_REQUESTS_PER_DAY)");
            }

            var held = new Reservation(effect, day, bound.Tokens, bound.Requests, Settled: false);
            today[effect.Value] = held;
            return (held, null);
        }
    }

    /// <summary>Replaces the bound by what was used; null charges it whole. A provider that reports more than the bound is believed.</summary>
    internal Reservation Settle(Reservation held, long? tokens)
    {
        var settled = held with { Tokens = tokens ?? held.Tokens, Settled = true };
        lock (gate)
        {
            TurnPageUnsynchronized();
            if (settled.Day == day)
            {
                today[settled.Effect.Value] = settled;
            }
        }

        return settled;
    }

    private long Tokens() => today.Values.Sum(held => held.Tokens);

    private long Requests() => today.Values.Sum(held => (long)held.Requests);

    private DateTimeOffset Midnight()
    {
        var next = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(next, clock.LocalTimeZone.GetUtcOffset(next));
    }

    private void TurnPageUnsynchronized()
    {
        var now = Today(clock);
        if (now > day)
        {
            day = now;
            today.Clear();
        }
    }
}
