using System.Text.Json.Nodes;
using Gatehouse.Agent.Memory;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Drivers;

/// <summary>Writes memory. The row carries the label of the context that asked and the effect's id, so it is written once.</summary>
internal sealed class WriteMemoryDriver(IMemoryStore memory, TimeProvider clock) : IEffectDriver<WriteMemory>
{
    public async Task<EffectOutput> ExecuteAsync(WriteMemory effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        var label = Label.OfAssistant.Join(pass.Label);
        var write = new MemoryWrite(pass.Effect, effect.Path, effect.Content, effect.Append, label, clock.GetUtcNow());
        var length = await memory.WriteAsync(write, ct);
        var result = new JsonObject
        {
            ["status"] = "written",
            ["path"] = effect.Path,
            ["append"] = effect.Append,
            ["content_length"] = length,
        };
        return new EffectOutput(ResultJson.Text(result), Label: label);
    }

    public async Task<bool?> WasDoneAsync(EffectId effect, CancellationToken ct) => await memory.WasWrittenAsync(effect, ct);
}
