using Dapper;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Threads;

namespace Gatehouse.App.Tests.Faults;

/// <summary>All that is in the two databases of a home that is shut down.</summary>
internal sealed class DiskState
{
    private const int MaxThreads = 100;
    private const int MaxTurns = 1000;

    private DiskState(IReadOnlyList<TurnHistory> turns, IReadOnlyList<LedgerEntry> entries, LedgerSnapshot snapshot) =>
        (Turns, Entries, Snapshot) = (turns, entries, snapshot);

    public IReadOnlyList<TurnHistory> Turns { get; }

    public IEnumerable<ThreadMessage> Messages => Turns.SelectMany(turn => turn.Messages);

    public IReadOnlyList<LedgerEntry> Entries { get; }

    public LedgerSnapshot Snapshot { get; }

    public required IReadOnlySet<string> Threads { get; init; }

    public required IReadOnlyList<ApprovalRecord> Approvals { get; init; }

    /// <summary>Effect and content of what memory holds.</summary>
    public required IReadOnlyList<(string Effect, string Content)> Memory { get; init; }

    /// <summary>Effects that wrote or deleted in memory.</summary>
    public required IReadOnlySet<string> MemoryWrites { get; init; }

    /// <summary>Approvals whose thread was told, and whether the result has its place.</summary>
    public required IReadOnlyDictionary<int, bool> Told { get; init; }

    /// <summary>Tokens charged, by effect.</summary>
    public required IReadOnlyDictionary<string, long> Charged { get; init; }

    /// <summary>Scopes whose sum is not what its reservations add up to.</summary>
    public required IReadOnlyList<string> WrongSums { get; init; }

    public required IReadOnlyList<LedgerProblem> LedgerProblems { get; init; }

    public static async Task<DiskState> ReadAsync(string folder)
    {
        var ledgerPath = $"{folder}/ledger.db";
        using var verifier = LedgerFile.OpenForReading(ledgerPath);
        var problems = verifier.Verify(kept: null).Problems;
        using var ledger = SqliteLedgerStore.Open(ledgerPath, TimeProvider.System);
        using var sums = SqliteFile.Open(ledgerPath, "ledger");
        using var file = SqliteFile.Open($"{folder}/gatehouse.db", "gatehouse");
        var store = new SqliteThreadStore(file);
        var threads = await store.ThreadsAsync(MaxThreads, CancellationToken.None);
        var turns = new List<TurnHistory>();
        foreach (var thread in threads)
        {
            turns.AddRange((await store.HistoryAsync(thread.Id, MaxTurns, null, CancellationToken.None)).Turns);
        }

        var snapshot = ledger.Load();
        return new DiskState(turns, [.. ledger.All()], snapshot)
        {
            Threads = threads.Select(thread => thread.Id.Value).ToHashSet(),
            Approvals = [.. Enumerable.Range(1, snapshot.LastApproval).Select(number => ledger.Approval(number)).OfType<ApprovalRecord>()],
            Memory = file.Read(db => db.Query<(string, string)>("SELECT effect, content FROM memory_parts ORDER BY id").AsList()),
            MemoryWrites = file.Read(db => db.Query<string>("SELECT effect FROM memory_writes").ToHashSet()),
            Told = file.Read(db =>
                db.Query<(int Approval, bool Placed)>("SELECT approval, placed FROM settled")
                    .ToDictionary(row => row.Approval, row => row.Placed)
            ),
            Charged = sums.Read(db =>
                db.Query<(string Effect, long Tokens)>("SELECT effect_id, tokens FROM reservations")
                    .ToDictionary(row => row.Effect, row => row.Tokens)
            ),
            WrongSums = sums.Read(db => db.Query<string>(WrongSumsSql).AsList()),
            LedgerProblems = problems,
        };
    }

    private const string WrongSumsSql = """
        WITH parts AS (
            SELECT 'day ' || day AS scope, tokens, requests, bytes, micro_usd, novel_host IS NOT NULL AS hosts FROM reservations
            UNION ALL
            SELECT 'thread ' || thread, tokens, requests, bytes, micro_usd, novel_host IS NOT NULL FROM reservations
            WHERE thread IS NOT NULL),
        added AS (
            SELECT scope, SUM(tokens) AS tokens, SUM(requests) AS requests, SUM(bytes) AS bytes, SUM(micro_usd) AS micro_usd,
                SUM(hosts) AS hosts
            FROM parts GROUP BY scope)
        SELECT COALESCE(a.scope, s.scope) FROM added a FULL JOIN budget_sums s ON s.scope = a.scope
        WHERE a.scope IS NULL OR s.scope IS NULL
            OR (a.tokens, a.requests, a.bytes, a.micro_usd, a.hosts) <> (s.tokens, s.requests, s.bytes, s.micro_usd, s.novel_hosts)
        """;
}
