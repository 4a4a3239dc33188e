using System.Collections.Immutable;
using Gatehouse.Agent.Memory;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Policy;

namespace Gatehouse.App.Tests.Agent;

/// <summary>What a test puts between an <see cref="AgentHome"/> and what it stands on. By default nothing.</summary>
internal sealed record HomeSeams
{
    /// <summary>Where the databases are; null for a folder that is gone afterwards.</summary>
    public string? Folder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ModelSettings Model { get; init; } = ModelSettings.Offline;

    /// <summary>Where the policy lets model calls go to.</summary>
    public ImmutableArray<ConfiguredEndpoint> Endpoints { get; init; } = [];

    public GateOptions Options { get; init; } = new();

    public Func<ILedgerStore, ILedgerStore> Ledger { get; init; } = store => store;

    public Func<IThreadStore, IThreadStore> Threads { get; init; } = store => store;

    public Func<IMemoryStore, IMemoryStore> Memory { get; init; } = store => store;

    /// <summary>Null for the home's own <see cref="AgentHome.Web"/>.</summary>
    public IOutbound? Outbound { get; init; }
}
