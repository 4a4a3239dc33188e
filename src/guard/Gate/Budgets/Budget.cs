using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate.Budgets;

/// <summary>
/// The walls: tokens, money, requests, bytes and novel hosts, per local day and per thread. The bound is taken before the effect, of
/// all budgets or of none; what was really used replaces it afterwards, so racing effects can never pass a wall together.
/// </summary>
/// <remarks>Thread-safe. A reservation counts on the day it was made, also when it settles after midnight. Each call takes the same time
/// however much was spent: sums are kept, not added up.</remarks>
public sealed class Budget
{
    private readonly Lock _gate = new();
    private GateOptions _options;
    private readonly ILedgerStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private BudgetCaps _caps;
    private readonly NovelHosts _hosts;
    private readonly Dictionary<BudgetScope, Amounts> _spent = [];
    private readonly HashSet<BudgetDimension> _warned = [];
    private readonly DateOnly _first;
    private DateOnly _day;

    public Budget(GateOptions options, ILedgerStore store, TimeProvider clock, ILogger<Budget> logger)
    {
        (_options, _store, _clock, _logger) = (options, store, clock, logger);
        (_caps, _hosts) = (new BudgetCaps(options), new NovelHosts(store));
        _first = Today(clock);
        TurnPageUnsynchronized(_first);
    }

    /// <summary>The local calendar day: the one that the owner means by "today".</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public BudgetStatus Status()
    {
        lock (_gate)
        {
            LookAtClockUnsynchronized();
            var spent = SpentUnsynchronized(new BudgetScope.Day(_day));
            return new BudgetStatus(
                _day,
                LocalMidnight.After(_day, _clock.LocalTimeZone),
                [.. _caps.OfDay.Select(cap => new BudgetLine(cap, spent[cap.Dimension]))],
                _caps.OfThread
            );
        }
    }

    /// <summary>Other walls from now on. What was spent stays spent: a wall below it lets nothing more through.</summary>
    internal void Use(GateOptions options)
    {
        lock (_gate)
        {
            // Whatever asks the disk comes before the change: all of it or nothing.
            LookAtClockUnsynchronized();
            var spent = SpentUnsynchronized(new BudgetScope.Day(_day));
            (_options, _caps) = (options, new BudgetCaps(options));
            // What is near its wall no more is told again when it comes near.
            _warned.RemoveWhere(dimension => !_caps.OfDay.Any(cap => cap.Dimension == dimension && cap.IsNearlyUsed(spent[dimension])));
            WarnUnsynchronized(tell: true);
        }
    }

    /// <summary>Takes the bound of every budget, or of none and says which one does not cover it.</summary>
    internal (Reservation? Held, BudgetRefusal? Refusal) Reserve(EffectId effect, ThreadId? thread, ReservationBound bound)
    {
        lock (_gate)
        {
            LookAtClockUnsynchronized();
            var first = bound.Host is { } host && _hosts.IsNovel(host);
            var wanted = bound.Amounts with { NovelHosts = first ? 1 : 0 };
            var held = new Reservation(effect, _day, thread, wanted, first ? bound.Host : null, Settled: false);
            if (held.IsFree)
            {
                return (held, null);
            }

            if (held.Scopes.Select(scope => RefuseUnsynchronized(scope, wanted)).FirstOrDefault(no => no is not null) is { } refusal)
            {
                return (null, refusal);
            }

            ReplaceUnsynchronized(held, Amounts.None, wanted);
            if (bound.Host is not null)
            {
                _hosts.Enter(bound.Host, first);
            }

            return (held, null);
        }
    }

    /// <summary>Replaces the bound by what was used.</summary>
    internal Reservation Settle(Reservation held, EffectUse use)
    {
        lock (_gate)
        {
            LookAtClockUnsynchronized();
            if (held.NovelHost is { } host)
            {
                _hosts.Reach(host);
            }

            return KeepUnsynchronized(held, held with { Amounts = use.Charge(held.Amounts, _options.ModelPrice), Settled = true });
        }
    }

    /// <summary>Gives the bound back whole: the effect never began.</summary>
    internal Reservation Release(Reservation held)
    {
        lock (_gate)
        {
            LookAtClockUnsynchronized();
            var reached = held.NovelHost is { } host && !_hosts.Forget(host) ? held.NovelHost : null;
            var nothing = new Amounts(NovelHosts: reached is null ? 0 : 1);
            return KeepUnsynchronized(held, held with { Amounts = nothing, NovelHost = reached, Settled = true });
        }
    }

    private BudgetRefusal? RefuseUnsynchronized(BudgetScope scope, Amounts wanted)
    {
        // Asked for also where there is no cap: a sum that the disk cannot tell must stop the effect here, not the commit afterwards.
        var spent = SpentUnsynchronized(scope);
        foreach (var cap in _caps.Of(scope))
        {
            var left = Math.Max(0, cap.Limit - spent[cap.Dimension]);
            // What takes nothing of a budget goes on when that one is used up.
            if (wanted[cap.Dimension] > left)
            {
                DateTimeOffset? reset = scope is BudgetScope.Day ? LocalMidnight.After(_day, _clock.LocalTimeZone) : null;
                return new BudgetRefusal(scope, cap, left, wanted[cap.Dimension], reset);
            }
        }

        return null;
    }

    private Reservation KeepUnsynchronized(Reservation held, Reservation settled)
    {
        ReplaceUnsynchronized(held, held.Amounts, settled.Amounts);
        WarnUnsynchronized(tell: true);
        return settled;
    }

    private void ReplaceUnsynchronized(Reservation held, Amounts part, Amounts by)
    {
        // What is free touches no sum: a sum that the disk cannot tell must not keep its outcome from being recorded.
        foreach (var scope in part == by ? [] : held.Scopes)
        {
            _spent[scope] = SpentUnsynchronized(scope).Replace(part, by);
        }
    }

    // The disk is asked once per scope, before this process has added anything to it, so no commit can still be on its way. A day's sum
    // is therefore kept when the day is over: a clock may come back to it.
    private Amounts SpentUnsynchronized(BudgetScope scope)
    {
        if (!_spent.TryGetValue(scope, out var spent))
        {
            _spent[scope] = spent = _store.Spent(scope);
        }

        return spent;
    }

    private void LookAtClockUnsynchronized()
    {
        // A clock that comes back from far ahead leads back to what was spent on its day: no day is there twice. One that goes back behind
        // the start of this process opens no other day.
        if (Today(_clock) is var today && today != _day && today >= _first)
        {
            TurnPageUnsynchronized(today);
        }
    }

    private void TurnPageUnsynchronized(DateOnly today)
    {
        _day = today;
        _warned.Clear();
        // What was told before a restart is not told again.
        WarnUnsynchronized(tell: false);
    }

    private void WarnUnsynchronized(bool tell)
    {
        var spent = SpentUnsynchronized(new BudgetScope.Day(_day));
        foreach (var cap in _caps.OfDay)
        {
            if (cap.IsNearlyUsed(spent[cap.Dimension]) && _warned.Add(cap.Dimension) && tell)
            {
                _logger.BudgetNearlyUsed(cap.Setting, BudgetText.Describe(cap.Dimension, spent[cap.Dimension]), cap.Text);
            }
        }
    }
}
