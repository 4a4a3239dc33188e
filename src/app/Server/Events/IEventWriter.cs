namespace Gatehouse.Server.Events;

/// <summary>The wire of one subscriber. Called by one task at a time.</summary>
internal interface IEventWriter
{
    Task WriteAsync(EventFrame frame, CancellationToken ct);

    /// <summary>What was written has to leave now.</summary>
    Task FlushAsync(CancellationToken ct);

    /// <summary>A sign of life, where the wire has none of its own.</summary>
    Task BeatAsync(CancellationToken ct);
}
