using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Effects;

/// <summary>Where an effect would reach to.</summary>
public static class EffectTargets
{
    /// <summary>The one host an effect goes to; null when it stays inside the machine.</summary>
    public static RequestTarget? Of(Effect effect) =>
        effect switch
        {
            ModelCall call => call.Endpoint,
            FetchPage page => page.Target,
            HttpRequest request => request.Target,
            ExtractValue extract => extract.Target,
            _ => null,
        };
}
