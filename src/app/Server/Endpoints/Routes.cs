using Gatehouse.Server.Access;

namespace Gatehouse.Server.Endpoints;

/// <summary>The kinds of facts that most routes have.</summary>
internal static class Routes
{
    /// <summary>The owner reads something.</summary>
    public static RouteFacts Read(string purpose) => new(purpose);

    /// <summary>The owner does away with what the path names.</summary>
    public static RouteFacts Remove(string purpose) => new(purpose);

    /// <summary>The owner sends JSON.</summary>
    public static RouteFacts Write(string purpose) => new(purpose) { MaxBodyBytes = GatewayLimits.BodyBytes };

    /// <summary>The CLI asks for something that only it may have.</summary>
    public static RouteFacts Control(string purpose) => new(purpose) { Listeners = Listeners.Control };
}
