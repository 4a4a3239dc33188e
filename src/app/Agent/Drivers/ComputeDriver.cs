using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Drivers;

/// <summary>Pure functions: of their arguments and the clock.</summary>
internal sealed class ComputeDriver(TimeProvider clock) : IEffectDriver<Compute>
{
    public Task<EffectOutput> ExecuteAsync(Compute effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        var result = effect.Function switch
        {
            "echo" => effect.Arguments,
            "time" => TimeFunction.Run(effect.Arguments, clock.GetUtcNow()),
            _ => throw new EffectFailedException(FailureReason.BadArguments, "There is no such function."),
        };
        return Task.FromResult(new EffectOutput(result, Label: Label.OfAssistant));
    }
}
