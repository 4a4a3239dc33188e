namespace Gatehouse.Gate.Drivers;

/// <summary>A sink that takes a model's tool calls as well, in the pieces that they come in.</summary>
public interface ICallSink : ITextSink
{
    /// <exception cref="EffectFailedException">The call held a secret: the driver must end.</exception>
    ValueTask WriteCallAsync(CallPiece piece, CancellationToken ct);
}
