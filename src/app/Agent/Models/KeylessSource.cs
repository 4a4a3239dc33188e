using Gatehouse.Agent.Prompts;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>Opens a model inside this process: nothing leaves the machine.</summary>
internal sealed class KeylessSource(Func<IReadOnlyList<PromptMessage>, KeylessReply> answer) : IModelSource
{
    public bool ReadsText => false;

    public IChatClient Open(ModelCall call, GatePass pass)
    {
        pass.Redeem(call);
        return new KeylessModel(answer);
    }

    public EffectFailedException? Explain(Exception cause) => null;
}
