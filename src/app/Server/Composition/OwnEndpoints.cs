using System.Collections.Immutable;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Composition;

/// <summary>The servers that the owner named in the settings, each for its caller.</summary>
internal static class OwnEndpoints
{
    public static ImmutableArray<ConfiguredEndpoint> Of(RequestTarget? model) =>
        model is null ? [] : [new ConfiguredEndpoint(EffectCallers.Model, model.Host, model.Port)];
}
