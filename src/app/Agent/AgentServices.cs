using Gatehouse.Agent.Drivers;
using Gatehouse.Agent.Events;
using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Memory;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Models.OpenAi;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Agent;

/// <summary>What the agent needs from the rest.</summary>
public sealed record AgentNeeds(
    ModelSettings Model,
    IThreadStore Threads,
    IMemoryStore Memory,
    IOutbound Outbound,
    ITurnEvents Events,
    TimeProvider Clock,
    ILoggerFactory Logs
);

/// <summary>The agent and its parts, built in dependency order. The Gate comes between its two halves:</summary>
/// <remarks>
/// <list type="number">
/// <item>Construct this; give <see cref="Drivers"/> and <see cref="Settled"/> to <see cref="GateServices"/>.</item>
/// <item>Start the Gate, then call <see cref="StartAsync"/>: recovery, then the lanes open.</item>
/// <item>At the end dispose this first, the Gate after it: running turns still record their ends.</item>
/// </list>
/// </remarks>
public sealed class AgentServices : IAsyncDisposable
{
    private readonly AgentNeeds _needs;
    private readonly ThreadLanes _lanes;

    public AgentServices(AgentNeeds needs)
        : this(needs, Source(needs)) { }

    /// <summary>With a model of the caller's own: tests play theirs.</summary>
    internal AgentServices(AgentNeeds needs, IModelSource source)
    {
        _needs = needs;
        _lanes = new ThreadLanes(needs.Threads, needs.Clock, needs.Logs.CreateLogger<ThreadLanes>());
        Conversations = new Conversations(needs.Threads, _lanes, needs.Clock);
        Settled = new Continuations(needs.Threads, _lanes, needs.Clock);
        Drivers = new DriverTable()
            .Add(new ModelCallDriver(source, needs.Model.Timeout, needs.Clock))
            .Add(new ComputeDriver(needs.Clock))
            .Add(new WriteMemoryDriver(needs.Memory, needs.Clock))
            .Add(new ReadMemoryDriver(needs.Memory))
            .Add(new DeleteMemoryDriver(needs.Memory, needs.Clock))
            .Add(new ExtractValueDriver(source, needs.Model))
            .Add(new FetchPageDriver(needs.Outbound, needs.Clock))
            .Add(new HttpRequestDriver(needs.Outbound));
    }

    /// <summary>One driver for each kind of effect that this build can do.</summary>
    public DriverTable Drivers { get; }

    public ISettledEffects Settled { get; }

    public Conversations Conversations { get; }

    /// <summary>Closes or takes up what the last run left, then lets turns run. The Gate must have started.</summary>
    public async Task StartAsync(GateServices gate, CancellationToken ct)
    {
        var tools = ToolCatalog.BuiltIn;
        var dangling = new DanglingCalls(gate.Ledger, tools, _needs.Clock);
        var recovery = new LoopRecovery(_needs.Threads, gate.Ledger, dangling, _needs.Clock, _needs.Logs.CreateLogger<LoopRecovery>());
        var left = await recovery.RunAsync(ct);
        var repair = new LedgerRepair(_needs.Threads, gate, _needs.Clock, _needs.Logs.CreateLogger<LedgerRepair>());
        Conversations.Gap = await repair.RunAsync(ct);
        var loop = new AgentLoop(
            gate.Gate,
            _needs.Threads,
            new ModelStep(gate.Gate, _needs.Model, _needs.Events, _needs.Clock),
            new CallStep(gate.Gate, _needs.Threads, tools, _needs.Events, _needs.Clock),
            tools,
            dangling,
            _needs.Events,
            _needs.Clock,
            _needs.Logs.CreateLogger<AgentLoop>()
        );
        _lanes.Open(loop.RunAsync, left);
    }

    public ValueTask DisposeAsync() => _lanes.DisposeAsync();

    private static IModelSource Source(AgentNeeds needs) =>
        needs.Model.Backend switch
        {
            ModelBackend.Offline => new KeylessSource(OfflineModel.Answer),
            ModelBackend.Obedient => new KeylessSource(ObedientModel.Answer),
            ModelBackend.OpenAiCompatible => new OpenAiSource(needs.Outbound, needs.Model),
            _ => throw new InvalidOperationException("unknown model backend"),
        };
}
