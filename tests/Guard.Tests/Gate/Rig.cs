using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>A whole Gate over an in-memory disk, with drivers whose world is a list.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string ModelServer = "http://127.0.0.1:11434/v1/chat/completions";

    /// <summary>One for all: a restart in a test is a start with the same key.</summary>
    public static readonly LedgerKey Key = LedgerKey.Create();

    private int _disposed;

    private Rig(InMemoryLedgerStore store, GateOptions options, FakeClock clock, Inbox inbox, Action<Rig>? setUp, LedgerKey? key)
    {
        (Store, Clock, Inbox) = (store, clock, inbox);
        setUp?.Invoke(this);
        Drivers.Add(Requests).Add(Pages).Add(Models).Add(Writes).Add(Reads).Add(Functions).Add(Deletions).Add(Extractions);
        Services = new GateServices(
            store,
            key ?? Key,
            new GatePolicy([new ConfiguredEndpoint(EffectCallers.Model, Some.Host("127.0.0.1"), 11434)], clock),
            options,
            Drivers,
            Page,
            inbox,
            DeepScan.Shared,
            clock,
            NullLoggerFactory.Instance
        );
    }

    public InMemoryLedgerStore Store { get; }

    public FakeClock Clock { get; }

    public Inbox Inbox { get; }

    public Page Page { get; } = new();

    public DriverTable Drivers { get; } = new();

    public FakeDriver<HttpRequest> Requests { get; } = new();

    public FakeDriver<FetchPage> Pages { get; } = new();

    public FakeDriver<ModelCall> Models { get; } = new();

    public FakeDriver<WriteMemory> Writes { get; } = new();

    public FakeDriver<ReadMemory> Reads { get; } = new();

    public FakeDriver<DeleteMemory> Deletions { get; } = new();

    public FakeDriver<ExtractValue> Extractions { get; } = new();

    public FakeDriver<Compute> Functions { get; } = new();

    public GateServices Services { get; }

    public EffectGate Gate => Services.Gate;

    public IEnumerable<EntryKind> Kinds => Store.All().Select(entry => entry.What.Kind);

    /// <summary>A Gate that is built and not started.</summary>
    public static Rig Build(
        InMemoryLedgerStore? store = null,
        GateOptions? options = null,
        FakeClock? clock = null,
        Inbox? inbox = null,
        Action<Rig>? setUp = null,
        LedgerKey? key = null
    ) => new(store ?? new InMemoryLedgerStore(), options ?? new GateOptions(), clock ?? new FakeClock(), inbox ?? new Inbox(), setUp, key);

    public static async Task<Rig> StartAsync(
        InMemoryLedgerStore? store = null,
        GateOptions? options = null,
        FakeClock? clock = null,
        Inbox? inbox = null,
        Action<Rig>? setUp = null,
        LedgerKey? key = null
    )
    {
        var rig = Build(store, options, clock, inbox, setUp, key);
        await rig.Services.StartAsync("tests", CancellationToken.None);
        return rig;
    }

    public Task<GateResult> RunAsync(Effect effect, EffectContext? context = null, CancellationToken ct = default) =>
        Gate.RunStreamAsync(effect, context ?? Contexts.Clean, new Invocation("tool", "call-1"), Page, ct);

    /// <summary>Asks for an effect that the policy asks about; gives the approval's number.</summary>
    public async Task<int> AskAsync(Effect effect, EffectContext? context = null) =>
        Assert.IsType<GateResult.Pending>(await RunAsync(effect, context)).Approval;

    public Task<ApprovalAnswer> ApproveAsync(int number, bool always = false, TimeSpan? life = null) =>
        Services.Approvals.ApproveAsync(number, always, life, CancellationToken.None);

    /// <summary>Waits until all that was recorded so far is on the disk.</summary>
    public Task FlushAsync() => Services.Ledger.FlushAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Store.ReleaseCommits();
        await Services.DisposeAsync();
    }
}
