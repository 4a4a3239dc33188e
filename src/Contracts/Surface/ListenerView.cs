namespace Gatehouse.Contracts.Surface;

/// <summary>One listener.</summary>
/// <param name="Bind">Where it listens, in words.</param>
/// <param name="Addresses">Where it listens at this moment: URLs, or the paths of Unix sockets.</param>
/// <param name="Settings">What moves it or takes it away.</param>
/// <param name="Auth">Who may call.</param>
public sealed record ListenerView(
    string Name,
    string Bind,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Settings,
    string Auth,
    string Limits,
    string Purpose
);
