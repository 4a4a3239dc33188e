using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Gate;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>Sixty-four callers at once never pass a wall together, whatever becomes of each.</summary>
[Trait("Invariant", "G11")]
public sealed class RacingTests
{
    private const int Callers = 64;
    private const int Rounds = 40;

    private static readonly BudgetDimension[] Dimensions = Enum.GetValues<BudgetDimension>();

    // One micro-dollar per token, so that money and tokens of a call are the same number.
    private static readonly ModelPrice Price = new(1_000_000, 1_000_000);

    // prompt "[]" is 2 bytes, one message 16, the reply 82
    private static readonly ModelCall Hundred = SomeEffect.Model(Rig.ModelServer, maxTokens: 82);

    private static readonly long PageBytes = ReservationBound.For(SomeEffect.Page(), new GateOptions()).Amounts.Bytes;

    public static TheoryData<string, GateOptions, Func<int, Effect>> Walls =>
        new()
        {
            {
                "tokens a day",
                new GateOptions { TokensPerDay = 1_000 },
                _ => Hundred
            },
            {
                "money a day",
                new GateOptions { MicroUsdPerDay = 1_000, ModelPrice = Price },
                _ => Hundred
            },
            {
                "requests a day",
                new GateOptions { RequestsPerDay = 10 },
                _ => SomeEffect.Page()
            },
            {
                "bytes a day",
                new GateOptions { BytesPerDay = 10 * PageBytes },
                _ => SomeEffect.Page()
            },
            {
                "hosts a day",
                new GateOptions { NovelHostsPerDay = 10 },
                i => SomeEffect.Page($"https://host{i}.example/")
            },
            {
                "tokens a thread",
                new GateOptions { TokensPerThread = 1_000 },
                _ => Hundred
            },
            {
                "money a thread",
                new GateOptions { MicroUsdPerThread = 1_000, ModelPrice = Price },
                _ => Hundred
            },
            {
                "requests a thread",
                new GateOptions { RequestsPerThread = 10 },
                _ => SomeEffect.Page()
            },
        };

    [Theory]
    [MemberData(nameof(Walls))]
    public async Task Through_the_whole_gate_ten_get_in_where_ten_fit(string wall, GateOptions options, Func<int, Effect> effect)
    {
        await using var rig = await Rig.StartAsync(options: options);
        var inside = 0;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<EffectOutput> WaitAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref inside);
            await go.Task.WaitAsync(ct);
            return new EffectOutput("x");
        }

        rig.Models.Does = (_, _, _, ct) => WaitAsync(ct);
        rig.Pages.Does = (_, _, _, ct) => WaitAsync(ct);
        var racing = Enumerable.Range(0, Callers).Select(i => Task.Run(() => rig.RunAsync(effect(i), Contexts.Clean))).ToList();
        for (var refused = 0; refused < Callers - 10; refused++)
        {
            var ended = await Task.WhenAny(racing).WaitAsync(TimeSpan.FromSeconds(20));
            racing.Remove(ended);
            Assert.IsType<GateResult.OverBudget>(await ended);
        }

        go.SetResult();
        Assert.All(await Task.WhenAll(racing), result => Assert.IsType<GateResult.Done>(result));
        Assert.True(inside == 10, $"{inside} got past the wall of {wall}");
    }

    /// <summary>Reserves, settles for less, fails and gives back at random, and holds every moment against an own count.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task No_moment_of_a_mixed_race_is_over_any_cap_and_at_its_end_the_sums_are_exact(int seed)
    {
        var limit = new Amounts(40_000, 120, 40_000_000, 30_000, 25);
        var rig = new BudgetRig(
            new GateOptions
            {
                TokensPerDay = limit.Tokens,
                RequestsPerDay = limit.Requests,
                BytesPerDay = limit.Bytes,
                MicroUsdPerDay = limit.MicroUsd,
                NovelHostsPerDay = limit.NovelHosts,
                TokensPerThread = limit.Tokens / 5,
                ModelPrice = Price,
            }
        );
        var count = new Count(limit);
        var threads = Enumerable.Range(0, 3).Select(i => new ThreadId($"thread{i}")).ToArray();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        await go.Task;
                        return Race(rig, new Random(seed * 1_000 + caller), count, threads);
                    })
                )
                .Append(
                    Task.Run(() =>
                    {
                        go.SetResult();
                        return new List<Reservation>();
                    })
                )
        );

        Assert.Empty(count.Passed);
        var all = ends.SelectMany(some => some).ToList();
        Assert.True(all.Count > 50, $"only {all.Count} were let in");
        Assert.True(count.Refused > 50, $"only {count.Refused} were refused");
        foreach (var dimension in Dimensions)
        {
            var sum = all.Sum(end => end.Amounts[dimension]);
            Assert.Equal(sum, rig.Used(dimension));
            Assert.Equal(sum, rig.Store.Spent(new BudgetScope.Day(rig.Budget.Status().Day))[dimension]);
            Assert.InRange(sum, 0, limit[dimension]);
        }

        Assert.All(
            threads,
            thread => Assert.InRange(all.Where(end => end.Thread == thread).Sum(end => end.Amounts.Tokens), 0, limit.Tokens / 5)
        );
        var first = all.Select(end => end.NovelHost).OfType<Gatehouse.Security.Hosts.HostName>().ToList();
        Assert.Equal(first.Count, first.Distinct().Count());
    }

    /// <summary>The overlap that a race needs is a few instructions long, so it may never happen in a test: this one looks at the lock.</summary>
    [Theory]
    [InlineData("reserve")]
    [InlineData("settle")]
    [InlineData("release")]
    [InlineData("status")]
    public async Task One_caller_at_a_time_looks_at_the_sums_and_changes_them(string what)
    {
        var clock = new LoneClock();
        var budget = new Budget(new GateOptions(), new InMemoryLedgerStore(), clock, new LogLines<Budget>());
        var bound = new ReservationBound(new Amounts(Requests: 1));
        var held = Enumerable.Range(0, Callers).Select(i => budget.Reserve(new EffectId($"{i}"), null, bound).Held!).ToList();
        Action<int> act = what switch
        {
            "reserve" => i => budget.Reserve(new EffectId($"{Callers + i}"), null, bound),
            "settle" => i => budget.Settle(held[i], new EffectUse(null, 1, NotSent: false)),
            "release" => i => budget.Release(held[i]),
            _ => _ => budget.Status(),
        };

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => act(i))));

        Assert.Equal(1, clock.Most);
    }

    private static List<Reservation> Race(BudgetRig rig, Random random, Count count, ThreadId[] threads)
    {
        var ends = new List<Reservation>();
        for (var round = 0; round < Rounds; round++)
        {
            var (input, output, bytes) = (random.Next(0, 600), random.Next(0, 600), random.Next(1, 3_000_000));
            var bound = new Amounts(input + output, 1, bytes, input + output);
            var host = random.Next(3) == 0 ? null : $"host{random.Next(40)}.example";
            if (rig.Reserve(bound, host, threads[random.Next(threads.Length)]).Held is not { } held)
            {
                count.Refuse();
                continue;
            }

            count.Enter(held.Amounts);
            if (random.Next(4) == 0)
            {
                Thread.Yield();
            }

            // The own count goes down before the budget's does, so it is never above it by itself.
            switch (random.Next(5))
            {
                case 0:
                    count.Leave(held.Amounts);
                    ends.Add(rig.Release(held));
                    // Its host stays charged when others went there.
                    count.Enter(ends[^1].Amounts);
                    break;
                case 1:
                    // Failed, nothing reported: charged whole, but for the bytes.
                    count.Leave(new Amounts(Bytes: bytes));
                    ends.Add(rig.Settle(held, tokens: null));
                    break;
                case 2:
                    count.Leave(new Amounts(input + output, 0, bytes, input + output));
                    ends.Add(rig.Settle(held, tokens: null, notSent: true));
                    break;
                default:
                    var (used, said, moved) = (random.Next(input + 1), random.Next(output + 1), random.Next(bytes + 1));
                    count.Leave(new Amounts(input + output - used - said, 0, bytes - moved, input + output - used - said));
                    ends.Add(rig.Settle(held, new TokenUsage(used, said), moved));
                    break;
            }
        }

        return ends;
    }

    /// <summary>What is surely held: at most what the budget says, so over a cap only if the budget is.</summary>
    private sealed class Count(Amounts limit)
    {
        private readonly Lock _gate = new();
        private readonly HashSet<BudgetDimension> _passed = [];
        private Amounts _held = Amounts.None;
        private int _refused;

        public IReadOnlyCollection<BudgetDimension> Passed => _passed;

        public int Refused => _refused;

        public void Refuse() => Interlocked.Increment(ref _refused);

        public void Enter(Amounts amounts)
        {
            lock (_gate)
            {
                _held = _held.Replace(Amounts.None, amounts);
                _passed.UnionWith(Dimensions.Where(dimension => _held[dimension] > limit[dimension]));
            }
        }

        public void Leave(Amounts amounts)
        {
            lock (_gate)
            {
                _held = _held.Replace(amounts, Amounts.None);
            }
        }
    }
}
