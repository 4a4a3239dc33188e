using System.Globalization;
using System.Text.Json.Nodes;
using Gatehouse.Agent.Memory;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Drivers;

/// <summary>Reads or searches memory. What comes back carries the worst label of what was found.</summary>
internal sealed class ReadMemoryDriver(IMemoryStore memory) : IEffectDriver<ReadMemory>
{
    public async Task<EffectOutput> ExecuteAsync(ReadMemory effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        // The answer repeats the question, so it is at least as bad as the context that asked.
        var asked = Label.OfAssistant.Join(pass.Label);
        return effect.IsList ? await ListAsync(effect, asked, ct)
            : effect.Path.Length > 0 ? await ReadAsync(effect.Path, asked, ct)
            : await SearchAsync(effect, asked, ct);
    }

    private async Task<EffectOutput> ListAsync(ReadMemory effect, Label asked, CancellationToken ct)
    {
        // One more than wanted tells whether there are more.
        var found = await memory.ListAsync(effect.Path, effect.Limit + 1, ct);
        var entries = found.Take(effect.Limit).ToList();
        var result = new JsonObject
        {
            ["path"] = effect.Path,
            ["entries"] = new JsonArray([
                .. entries.Select(entry => new JsonObject
                {
                    ["path"] = entry.Path,
                    ["content_length"] = entry.Length,
                    ["updated_at"] = Utc(entry.Updated),
                    ["label"] = ResultJson.Of(entry.Label),
                }),
            ]),
            ["truncated"] = found.Count > entries.Count,
        };
        // Whoever wrote a document chose its name.
        return new EffectOutput(ResultJson.Text(result), Label: entries.Aggregate(asked, (label, entry) => label.Join(entry.Label)));
    }

    private static string Utc(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private async Task<EffectOutput> ReadAsync(string path, Label asked, CancellationToken ct)
    {
        var document =
            await memory.ReadAsync(path, ct)
            ?? throw new EffectFailedException(
                FailureReason.NotFound,
                "There is no such document in memory. Search for it with memory_search."
            );
        var result = new JsonObject
        {
            ["path"] = document.Path,
            ["content"] = document.Content,
            ["word_count"] = document.Content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
            ["updated_at"] = Utc(document.Updated),
        };
        return new EffectOutput(ResultJson.Text(result), Label: asked.Join(document.Label));
    }

    private async Task<EffectOutput> SearchAsync(ReadMemory effect, Label asked, CancellationToken ct)
    {
        var hits = await memory.SearchAsync(effect.Query, effect.Limit, ct);
        var rows = new JsonArray();
        foreach (var hit in hits)
        {
            rows.Add(
                new JsonObject
                {
                    ["path"] = hit.Path,
                    ["content"] = hit.Content,
                    ["score"] = hit.Score,
                    ["is_hybrid_match"] = false,
                    ["label"] = ResultJson.Of(hit.Label),
                }
            );
        }

        var result = new JsonObject
        {
            ["query"] = effect.Query,
            ["results"] = rows,
            ["count"] = hits.Count,
        };
        return new EffectOutput(ResultJson.Text(result), Label: hits.Aggregate(asked, (label, hit) => label.Join(hit.Label)));
    }
}
