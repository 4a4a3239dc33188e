using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>Where the model of one call comes from: this process, or a server over a lease.</summary>
internal interface IModelSource
{
    /// <summary>Whether this is a model that reads and answers. Keyless models only look for commands.</summary>
    bool ReadsText => true;

    /// <summary>Redeems the pass and opens the model for this one call.</summary>
    IChatClient Open(ModelCall call, GatePass pass);

    /// <summary>What went wrong in terms of the Gate; null when the cause is none of the model's.</summary>
    Gate.Drivers.EffectFailedException? Explain(Exception cause);
}
