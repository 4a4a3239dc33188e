using System.Text.Json.Nodes;
using Gatehouse.Agent.Memory;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Drivers;

/// <summary>Deletes a memory document. The effect's id is marked in the same transaction, so it is deleted once.</summary>
internal sealed class DeleteMemoryDriver(IMemoryStore memory, TimeProvider clock) : IEffectDriver<DeleteMemory>
{
    public async Task<EffectOutput> ExecuteAsync(DeleteMemory effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        if (!await memory.DeleteAsync(pass.Effect, effect.Path, clock.GetUtcNow(), ct))
        {
            throw new EffectFailedException(
                FailureReason.NotFound,
                "There is no such document in memory, so nothing was deleted. Search for it with memory_search."
            );
        }

        var result = new JsonObject { ["status"] = "deleted", ["path"] = effect.Path };
        // The answer repeats the path, which the asking context composed.
        return new EffectOutput(ResultJson.Text(result), Label: Label.OfAssistant.Join(pass.Label));
    }

    public async Task<bool?> WasDoneAsync(EffectId effect, CancellationToken ct) => await memory.WasWrittenAsync(effect, ct);
}
