namespace Gatehouse.Gate.Drivers;

/// <summary>Takes text as a driver produces it. Not thread-safe: one driver, one sink.</summary>
public interface ITextSink
{
    /// <exception cref="EffectFailedException">The text held a secret: the driver must end.</exception>
    ValueTask WriteAsync(string piece, CancellationToken ct);
}
