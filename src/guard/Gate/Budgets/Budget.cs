using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Budgets;

/// <summary>How much of today is left.</summary>
public sealed record BudgetStatus(
    DateOnly Day,
    long TokensUsed,
    long TokensLimit,
    long RequestsUsed,
    long RequestsLimit,
    DateTimeOffset ResetsAt
);

/// <summary>
/// One wall for tokens and requests per local day. The bound is taken before the effect; what was really used replaces it afterwards,
/// so racing effects can never pass the wall together.
/// </summary>
/// <remarks>Thread-safe. A reservation counts on the day it was made, also when it settles after midnight.</remarks>
public sealed class Budget
{
    private readonly Lock _gate = new();
    private readonly GateOptions _limits;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Reservation> _today;
    private DateOnly _day;

    public Budget(GateOptions limits, IEnumerable<Reservation> ofToday, TimeProvider clock)
    {
        (_limits, _clock) = (limits, clock);
        _day = Today(_clock);
        _today = ofToday.Where(held => held.Day == _day).ToDictionary(held => held.Effect.Value);
    }

    /// <summary>The local calendar day: the one that the owner means by "today".</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public BudgetStatus Status()
    {
        lock (_gate)
        {
            TurnPageUnsynchronized();
            return new BudgetStatus(_day, Tokens(), _limits.TokensPerDay, Requests(), _limits.RequestsPerDay, Midnight());
        }
    }

    /// <summary>Takes the bound, or says what is used up.</summary>
    internal (Reservation? Held, string? Exhausted) Reserve(EffectId effect, ReservationBound bound)
    {
        lock (_gate)
        {
            TurnPageUnsynchronized();
            if (bound.Tokens > 0 && bound.Tokens > _limits.TokensPerDay - Tokens())
            {
                return (null, $"today's {_limits.TokensPerDay} tokens (BUDGET_TOKENS_PER_DAY)");
            }

            if (bound.Requests > 0 && bound.Requests > _limits.RequestsPerDay - Requests())
            {
                return (null, $"today's {_limits.RequestsPerDay} requests (BUDGET_REQUESTS_PER_DAY)");
            }

            var held = new Reservation(effect, _day, bound.Tokens, bound.Requests, Settled: false);
            _today[effect.Value] = held;
            return (held, null);
        }
    }

    /// <summary>
    /// Replaces the bound by what was used; null, or a number below zero, charges it whole. A provider that reports more than the bound
    /// is believed.
    /// </summary>
    internal Reservation Settle(Reservation held, long? tokens)
    {
        var settled = held with { Tokens = tokens is { } used and >= 0 ? used : held.Tokens, Settled = true };
        return Keep(settled);
    }

    /// <summary>Gives the bound back whole: the effect never began.</summary>
    internal Reservation Release(Reservation held) => Keep(held with { Tokens = 0, Requests = 0, Settled = true });

    private Reservation Keep(Reservation settled)
    {
        lock (_gate)
        {
            TurnPageUnsynchronized();
            if (settled.Day == _day)
            {
                _today[settled.Effect.Value] = settled;
            }
        }

        return settled;
    }

    // Stops at the largest number: a sum that wraps around would open the wall again.
    private long Tokens() =>
        _today.Values.Aggregate(0L, (sum, held) => held.Tokens > long.MaxValue - sum ? long.MaxValue : sum + held.Tokens);

    private long Requests() => _today.Values.Sum(held => (long)held.Requests);

    private DateTimeOffset Midnight()
    {
        var next = _day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(next, _clock.LocalTimeZone.GetUtcOffset(next));
    }

    private void TurnPageUnsynchronized()
    {
        var now = Today(_clock);
        if (now > _day)
        {
            _day = now;
            _today.Clear();
        }
    }
}
