using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Gatehouse.Storage.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Bench.Gates;

/// <summary>The whole Gate over a ledger on the disk, with drivers that do nothing and budgets that never end.</summary>
internal sealed class EmptyGate : IAsyncDisposable
{
    private readonly SqliteLedgerStore _store;
    private readonly LedgerKey _key = LedgerKey.Create();
    private readonly GateServices _services;

    private EmptyGate(SqliteLedgerStore store)
    {
        _store = store;
        var drivers = new DriverTable()
            .Add(new EmptyDriver<Compute>())
            .Add(new EmptyDriver<ReadMemory>())
            .Add(new EmptyDriver<FetchPage>())
            .Add(new EmptyDriver<WriteMemory>())
            .Add(new EmptyDriver<HttpRequest>());
        _services = new GateServices(
            store,
            _key,
            new GatePolicy([], TimeProvider.System),
            new GateOptions { RequestsPerDay = long.MaxValue, BytesPerDay = long.MaxValue },
            drivers,
            NoAudience.Instance,
            NoAudience.Instance,
            DeepScan.Shared,
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
    }

    public static async Task<EmptyGate> StartAsync(string ledger)
    {
        var gate = new EmptyGate(SqliteLedgerStore.Open(ledger, TimeProvider.System));
        await gate._services.StartAsync("bench", CancellationToken.None);
        return gate;
    }

    /// <summary>In a context of its own, as in the first step of a turn; the owner asks, so nothing has to wait for a question.</summary>
    public async Task RunAsync(Effect effect)
    {
        var seen = new ContextItem(Label.OfOwner, "owner", "what is new today?");
        var context = _services.Gate.OpenContext(thread: null, turn: null, Caller.Owner, attended: true, [seen]);
        var result = await _services.Gate.RunAsync(effect, context, new Invocation("bench", "call"), CancellationToken.None);
        if (result is not GateResult.Done)
        {
            throw new InvalidOperationException($"{effect.Kind} was not done: {result}");
        }
    }

    /// <summary>Waits until all that was recorded is on the disk.</summary>
    public Task FlushAsync() => _services.Ledger.FlushAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _store.Dispose();
        _key.Dispose();
    }

    private sealed class NoAudience : IEventSink, ISettledEffects
    {
        public static readonly NoAudience Instance = new();

        public void Publish(GateEvent what) { }

        public Task SettledAsync(SettledEffect settled, CancellationToken ct) => Task.CompletedTask;
    }
}
