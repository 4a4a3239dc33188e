using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Gate.Scanning;

/// <summary>Lets tool calls through piece by piece, but never a secret. The arguments of each call are a text of their own.</summary>
/// <remarks>Not thread-safe: <see cref="ScannedText"/> holds the lock.</remarks>
internal sealed class ScannedCalls(DeepScan scanner, ICallSink reader)
{
    /// <summary>Calls of one reply; OpenAI's own limit of declared tools, and nobody calls each of them at once.</summary>
    private const int MaxCalls = 128;

    private readonly SortedDictionary<int, ScannedArguments> _calls = [];

    public async ValueTask WriteAsync(CallPiece piece, CancellationToken ct)
    {
        if (!_calls.TryGetValue(piece.Index, out var arguments))
        {
            Admit(piece);
            _calls[piece.Index] = arguments = new ScannedArguments(scanner);
            await reader.WriteCallAsync(piece with { Arguments = arguments.Push(piece.Arguments) }, ct);
        }
        else
        {
            await GiveAsync(piece.Index, arguments.Push(piece.Arguments), ct);
        }
    }

    /// <summary>No more pieces come: what was held goes out, or turns out to hold a secret.</summary>
    public async ValueTask FinishAsync(CancellationToken ct)
    {
        // Each once, also when one of them fails and the end is asked for again.
        while (_calls.Count > 0)
        {
            var (index, arguments) = _calls.First();
            _calls.Remove(index);
            await GiveAsync(index, arguments.Finish(), ct);
        }
    }

    private ValueTask GiveAsync(int index, string arguments, CancellationToken ct) =>
        arguments.Length == 0 ? ValueTask.CompletedTask : reader.WriteCallAsync(new CallPiece(index, "", "", arguments), ct);

    // Names cannot be redacted: a call by another name is another call.
    private void Admit(CallPiece piece)
    {
        if (_calls.Count >= MaxCalls)
        {
            throw new EffectFailedException(FailureReason.TooLarge, $"The model's reply has more than {MaxCalls} tool calls.");
        }

        foreach (var name in new[] { piece.Id, piece.Name })
        {
            if (scanner.Scan(name) is { Worst: > LeakAction.Warn } report)
            {
                throw ScannedText.Blocked(report.Secret?.Name ?? "a credential");
            }
        }
    }
}
