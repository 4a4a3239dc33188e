using Gatehouse.Gate.Drivers;

namespace Gatehouse.Gate.Scanning;

/// <summary>For askers that want the whole text at the end.</summary>
internal sealed class NoReader : ITextSink
{
    public static readonly NoReader Instance = new();

    public ValueTask WriteAsync(string piece, CancellationToken ct) => ValueTask.CompletedTask;
}
