using Gatehouse.Agent;
using Gatehouse.Agent.Events;
using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Memory;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;
using Gatehouse.App.Tests.Storage;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Memory;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Threads;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.App.Tests.Agent;

/// <summary>The real agent, Gate and databases in a folder; only the model and the network are programs of the test.</summary>
internal sealed class AgentHome : IAsyncDisposable
{
    // One for all: a folder that is opened again has the key that it had.
    private static readonly LedgerKey Key = LedgerKey.Create();

    private readonly TempFolder? _own;
    private readonly string _folder;
    private readonly HomeSeams _seams;
    private SqliteLedgerStore _ledger;
    private SqliteFile _file;

    private AgentHome(IModelSource model, HomeSeams seams)
    {
        (Model, _seams, _own) = (model, seams, seams.Folder is null ? new TempFolder() : null);
        _folder = seams.Folder ?? _own!.Path;
        (_ledger, _file) = OpenFiles();
        try
        {
            Build();
        }
        catch
        {
            _ledger.Dispose();
            _file.Dispose();
            _own?.Dispose();
            throw;
        }
    }

    public IModelSource Model { get; set; }

    public StubWeb Web { get; } = new();

    public EventLog Events { get; } = new();

    public IThreadStore Threads { get; private set; } = null!;

    /// <summary>The same without the test's seam.</summary>
    public IThreadStore StoredThreads { get; private set; } = null!;

    public IMemoryStore Memory { get; private set; } = null!;

    public GateServices Gate { get; private set; } = null!;

    public AgentServices Agent { get; private set; } = null!;

    public Conversations Conversations => Agent.Conversations;

    public static async Task<AgentHome> StartAsync(IModelSource model)
    {
        var home = Cold(model);
        await home.RunAsync();
        return home;
    }

    /// <summary>Files and tables only: nothing runs until <see cref="RunAsync"/>.</summary>
    public static AgentHome Cold(IModelSource model, HomeSeams? seams = null) => new(model, seams ?? new HomeSeams());

    public async Task RunAsync()
    {
        await Gate.StartAsync("test", CancellationToken.None);
        await Agent.StartAsync(Gate, CancellationToken.None);
    }

    /// <summary>Shuts down in order and comes up again over the same files.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        (_ledger, _file) = OpenFiles();
        Build();
        await RunAsync();
    }

    /// <summary>Copies the conversations as they are now, as a backup would.</summary>
    public void BackUp()
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(_folder, "gatehouse.db")};Pooling=False");
        db.Open();
        using var copy = db.CreateCommand();
        copy.CommandText = $"VACUUM INTO '{Path.Combine(_folder, "backup.db")}'";
        copy.ExecuteNonQuery();
    }

    /// <summary>Shuts down and comes up over the ledger as it is and the conversations as they were backed up.</summary>
    public async Task RestoreAsync()
    {
        await CloseAsync();
        foreach (var file in new[] { "gatehouse.db", "gatehouse.db-wal", "gatehouse.db-shm" })
        {
            File.Delete(Path.Combine(_folder, file));
        }

        File.Move(Path.Combine(_folder, "backup.db"), Path.Combine(_folder, "gatehouse.db"));
        (_ledger, _file) = OpenFiles();
        Build();
        await RunAsync();
    }

    /// <summary>Sends and waits until the thread is idle.</summary>
    public async Task<TurnHistory> SayAsync(string text, ThreadId? thread = null)
    {
        var accepted = Assert.IsType<SendResult.Accepted>(await Conversations.SendAsync(text, [], thread, "UTC", CancellationToken.None));
        return await EndedAsync(accepted.Turn);
    }

    public async Task<TurnHistory> EndedAsync(TurnId turn)
    {
        return await UntilAsync(async () =>
            await Threads.FindTurnAsync(turn, CancellationToken.None) is { Turn.End: not null } ended ? ended : null
        );
    }

    /// <summary>The turn with this number, once it has ended.</summary>
    public Task<TurnHistory> TurnAsync(ThreadId thread, int number) =>
        UntilAsync(async () =>
            (await Threads.HistoryAsync(thread, 100, null, CancellationToken.None)).Turns.FirstOrDefault(turn =>
                turn.Turn.Number == number && turn.Turn.End is not null
            )
        );

    /// <summary>Waits until the page has been sent this text: the scanner may hold the end of a piece back for 200 ms.</summary>
    public Task StreamedAsync(string text) =>
        UntilAsync(() =>
            Task.FromResult(
                string.Concat(Events.All.OfType<TurnEvent.StreamChunk>().Select(chunk => chunk.Content))
                    .EndsWith(text, StringComparison.Ordinal)
                    ? text
                    : null
            )
        );

    public static async Task<T> UntilAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(10, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _own?.Dispose();
    }

    private async Task CloseAsync()
    {
        await Agent.DisposeAsync();
        await Gate.DisposeAsync();
        _ledger.Dispose();
        _file.Dispose();
    }

    private (SqliteLedgerStore Ledger, SqliteFile Main) OpenFiles() =>
        (SqliteLedgerStore.Open($"{_folder}/ledger.db", _seams.Clock), SqliteFile.Open($"{_folder}/gatehouse.db", "gatehouse"));

    private void Build()
    {
        StoredThreads = new SqliteThreadStore(_file);
        Threads = _seams.Threads(StoredThreads);
        Memory = _seams.Memory(new SqliteMemoryStore(_file));
        var web = _seams.Outbound ?? Web;
        var needs = new AgentNeeds(_seams.Model, Threads, Memory, web, Events, _seams.Clock, NullLoggerFactory.Instance);
        Agent = new AgentServices(needs, Model);
        Gate = new GateServices(
            _seams.Ledger(_ledger),
            Key,
            new GatePolicy(_seams.Endpoints, _seams.Clock),
            _seams.Options,
            Agent.Drivers,
            new SilentSink(),
            Agent.Settled,
            DeepScan.Shared,
            _seams.Clock,
            NullLoggerFactory.Instance
        );
    }

    private sealed class SilentSink : IEventSink
    {
        public void Publish(GateEvent what) { }
    }
}
