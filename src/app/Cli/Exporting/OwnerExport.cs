using System.Globalization;
using System.Text.Json;
using Gatehouse.Cli.Control;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Exporting;

/// <summary>How much was exported.</summary>
internal sealed record ExportedCounts(int Threads, int Memories, int Settings, long Entries);

/// <summary>Everything of the owner's, asked of the running server and written in open formats.</summary>
internal sealed class OwnerExport(ControlClient server, ExportFolder folder, Action<string, long, long> tell)
{
    /// <summary>The most that the server lists at once.</summary>
    private const int MaxThreads = 100_000;

    /// <summary>The most that one page of the ledger holds.</summary>
    private const int PageEntries = 500;

    private const string ReadMe = """
        # What is here

        - `threads/`: each conversation twice, `.json` whole and `.md` to read
        - `memories/`: each document; before its text stands where its parts come from
        - `settings.json`: what is stored; `gatehouse config import` takes it back
        - `ledger.jsonl`: the receipts, one entry a line, oldest first; `ledger-head.json`: where it ended

        The ledger's hashes cover more than these lines: to verify it later, keep a `gatehouse backup`. An export cannot be restored, a backup can.
        """;

    /// <exception cref="CliProblem">There is no server, or more than can be listed.</exception>
    public async Task<ExportedCounts> WriteAsync(CancellationToken ct)
    {
        await folder.WriteAsync("README.md", ReadMe, ct);
        var threads = await ThreadsAsync(ct);
        var memories = await MemoriesAsync(ct);
        var settings = await server.GetAsync("api/settings/export", GatehouseJson.Default.SettingTransfer, ct);
        await folder.WriteAsync("settings.json", settings.Text, ct);
        // Last: reading memory is recorded, too.
        return new ExportedCounts(threads, memories, settings.Value.Settings.Count, await LedgerAsync(ct));
    }

    private async Task<int> ThreadsAsync(CancellationToken ct)
    {
        folder.Folder("threads");
        var path = string.Create(CultureInfo.InvariantCulture, $"api/chat/threads?limit={MaxThreads}");
        var threads = (await server.GetAsync(path, GatehouseJson.Default.ThreadList, ct)).Value.Threads;
        if (threads.Count == MaxThreads)
        {
            throw TooMany($"{MaxThreads:N0} conversations");
        }

        for (var done = 0; done < threads.Count; done++)
        {
            tell("conversations", done, threads.Count);
            var id = threads[done].Id;
            var name = id.All(char.IsAsciiLetterOrDigit)
                ? $"threads/{id}"
                : throw CliProblem.Failed("The server named a conversation in a way that is none of its own. Look at `gatehouse doctor`.");
            var query = $"api/chat/export?thread_id={Uri.EscapeDataString(id)}&format=";
            await folder.WriteAsync($"{name}.json", await server.GetTextAsync(query + "json", ct), ct);
            await folder.WriteAsync($"{name}.md", (await server.GetTextAsync(query + "markdown", ct)).TrimEnd('\n'), ct);
        }

        return threads.Count;
    }

    private async Task<int> MemoriesAsync(CancellationToken ct)
    {
        folder.Folder("memories");
        var tree = (await server.GetAsync("api/memory/tree", GatehouseJson.Default.MemoryTree, ct)).Value;
        if (tree.Truncated)
        {
            throw TooMany($"{tree.Entries.Count(entry => !entry.IsDir):N0} documents of memory");
        }

        var documents = tree.Entries.Where(entry => !entry.IsDir).ToList();
        for (var done = 0; done < documents.Count; done++)
        {
            tell("memories", done, documents.Count);
            var query = $"api/memory/read?path={Uri.EscapeDataString(documents[done].Path)}";
            var memory = await server.GetAsync(query, GatehouseJson.Default.MemoryText, ct);
            await folder.WriteAsync($"memories/{MemoryFile.Name(done + 1, memory.Value.Path)}", MemoryFile.Text(memory.Value), ct);
        }

        return documents.Count;
    }

    private async Task<long> LedgerAsync(CancellationToken ct)
    {
        var head = await server.GetAsync("api/ledger/head", GatehouseJson.Default.ExportedHead, ct);
        await using var file = folder.File("ledger.jsonl");
        var written = 0L;
        while (written < head.Value.Seq)
        {
            tell("ledger", written, head.Value.Seq);
            var most = Math.Min(PageEntries, head.Value.Seq - written);
            var path = string.Create(CultureInfo.InvariantCulture, $"api/ledger?limit={most}&before={written + most + 1}");
            var page = (await server.GetAsync(path, GatehouseJson.Default.LedgerPage, ct)).Value.Entries;
            if (page.Count != most || page[0].Seq != written + most)
            {
                throw CliProblem.Failed("The ledger has gaps. Look at `gatehouse ledger verify`.");
            }

            foreach (var entry in page.Reverse())
            {
                await file.WriteLineAsync(JsonSerializer.Serialize(entry, GatehouseJson.Default.LedgerEntryView).AsMemory(), ct);
            }

            written += most;
        }

        await folder.WriteAsync("ledger-head.json", head.Text, ct);
        return written;
    }

    private static CliProblem TooMany(string what) =>
        CliProblem.Failed(
            $"There are more than {what}, more than the server lists at once. Nothing was exported; `gatehouse backup` takes everything."
        );
}
