using Gatehouse.Testing;
using Microsoft.Data.Sqlite;

namespace Gatehouse.FrontDoor.Tests.Ledger;

/// <summary>The ledger of a real run, changed behind the program's back: <c>gatehouse ledger verify</c> says what and where.</summary>
public sealed class TamperTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gh-tamper-").FullName;
    private GatehouseProcess _gatehouse = null!;
    private string _ledger = "";
    private string _head = "";

    public async Task InitializeAsync()
    {
        if (!TestNet.IsInside)
        {
            return;
        }

        await using var origin = (await PocketInternet.Shared.HttpsAsync("ledger.example.com")).Serve("*", "fine", "text/plain");
        _gatehouse = await GatehouseProcess.StartAsync();
        using (var owner = await GatewayClient.ConnectAsync(_gatehouse))
        {
            await owner.SendAndWaitAsync("remember the ledger");
            await owner.SendAndWaitAsync("http GET https://ledger.example.com/");
            var card = await owner.WaitForApprovalAsync();
            await owner.ApproveAsync(card.Text("request_id"));
            await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));
        }

        _head = Path.Combine(_folder, "head.json");
        await File.WriteAllTextAsync(_head, (await _gatehouse.RunCliAsync("ledger", "export-head")).Output);
        await _gatehouse.StopAsync();
        _ledger = Path.Combine(_gatehouse.Home, "ledger.db");
    }

    public async Task DisposeAsync()
    {
        if (_gatehouse is not null)
        {
            await _gatehouse.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [TestNetFact]
    public async Task An_untouched_copy_verifies()
    {
        var verdict = await VerifyAsync("untouched", "select 1");
        Assert.True(verdict.ExitCode == 0, verdict.Output + verdict.Errors);
    }

    [TestNetFact]
    public async Task A_changed_entry_is_located()
    {
        var verdict = await VerifyAsync("changed", "update entries set line = line || '.' where seq = 3");
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("3", verdict.Output, StringComparison.Ordinal);
        Assert.Contains("altered", verdict.Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_dropped_suffix_is_located_against_the_exported_head()
    {
        const string Drop =
            "delete from checkpoints where seq > (select max(seq) - 2 from entries); delete from entries where seq > (select max(seq) - 2 from entries)";
        var alone = await VerifyAsync("dropped-alone", Drop, withHead: false);
        var verdict = await VerifyAsync("dropped", Drop);
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("truncated", verdict.Output, StringComparison.Ordinal);
        // Without the head, and without the checkpoints of what was dropped, a shorter chain is a good chain: this is why heads are exported.
        Assert.DoesNotContain("truncated", alone.Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_dropped_suffix_is_located_by_its_checkpoints_without_a_head()
    {
        var verdict = await VerifyAsync(
            "dropped-signed",
            "delete from entries where seq > (select max(seq) - 2 from entries)",
            withHead: false
        );
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("truncated", verdict.Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_flipped_signature_is_located()
    {
        var verdict = await VerifyAsync("flipped", "update checkpoints set signature = zeroblob(64) where number = 1", withHead: false);
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("has a signature that does not fit", verdict.Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task Two_entries_that_changed_places_are_located()
    {
        var verdict = await VerifyAsync(
            "swapped",
            "update entries set seq = -1 where seq = 2; update entries set seq = 2 where seq = 3; update entries set seq = 3 where seq = -1"
        );
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("2", verdict.Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task Changed_bytes_of_an_effect_are_located()
    {
        var verdict = await VerifyAsync(
            "body",
            "update effect_bodies set bytes = cast(replace(cast(bytes as text), 'ledger', 'hacked') as blob)"
        );
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("body_altered", verdict.Output, StringComparison.Ordinal);
    }

    private async Task<CliResult> VerifyAsync(string name, string sql, bool withHead = true)
    {
        var copy = Path.Combine(_folder, name + ".db");
        File.Copy(_ledger, copy);
        await using (var db = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await db.OpenAsync();
            await using var command = db.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's own.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        return withHead
            ? await _gatehouse.RunCliAsync("ledger", "verify", "--file", copy, "--head", _head)
            : await _gatehouse.RunCliAsync("ledger", "verify", "--file", copy);
    }
}
