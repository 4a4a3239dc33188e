using System.Text;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Gate.Scanning;

/// <summary>Lets a driver's text through as it comes, but never a secret: what might become one is held back until it is clear.</summary>
/// <remarks>
/// A hold lasts at most <see cref="LeakStream.MaxHeld"/> characters or 200 ms, unless what is held is a match that is still growing.
/// One driver writes; the clock releases: both under one lock.
/// </remarks>
internal sealed class ScannedText : ICallSink, IAsyncDisposable
{
    /// <summary>Longest a harmless tail waits for the next piece: below it, people see no stutter.</summary>
    private static readonly TimeSpan MaxHold = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly LeakStream _stream;
    private readonly ITextSink _reader;
    private readonly StringBuilder _released = new();
    private readonly ScannedCalls? _calls;
    private readonly ITimer _timer;
    private string? _blockedBy;
    private Exception? _readerBroke;

    public ScannedText(DeepScan scanner, ITextSink reader, TimeProvider clock)
    {
        (_stream, _reader) = (scanner.OpenStream(), reader);
        _calls = reader is ICallSink calls ? new ScannedCalls(scanner, calls) : null;
        _timer = clock.CreateTimer(_ => ReleaseOverdue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>All that was let through so far.</summary>
    public string Released => _released.ToString();

    public async ValueTask WriteAsync(string piece, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await LetThroughAsync(_stream.Push(piece), ct);
            _timer.Change(MaxHold, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Calls in pieces are for readers that take them; the others get whole ones, with the result.</summary>
    public async ValueTask WriteCallAsync(CallPiece piece, CancellationToken ct)
    {
        if (_calls is null)
        {
            return;
        }

        await _turn.WaitAsync(ct);
        try
        {
            await _calls.WriteAsync(piece, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The driver is done: the rest goes out, or the text turns out to hold a secret.</summary>
    public async ValueTask FinishAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await LetThroughAsync(_stream.Flush(), ct);
            if (_calls is not null)
            {
                await _calls.FinishAsync(ct);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _turn.Dispose();
    }

    private async ValueTask LetThroughAsync(LeakRelease release, CancellationToken ct)
    {
        if (_readerBroke is not null)
        {
            throw new IOException("The reader broke while held text was released.", _readerBroke);
        }

        if (release.Text.Length > 0)
        {
            _released.Append(release.Text);
            await _reader.WriteAsync(release.Text, ct);
        }

        if (release.IsBlocked)
        {
            _blockedBy ??= release.Findings.FirstOrDefault(finding => finding.Action == LeakAction.Block)?.Pattern.Name ?? "a secret";
            throw Blocked(_blockedBy);
        }
    }

    internal static EffectFailedException Blocked(string pattern) =>
        new(FailureReason.SecretInAnswer, $"The answer held what looks like a secret ({pattern}) and was blocked.");

    private void ReleaseOverdue()
    {
        // The driver is writing right now: its piece releases what is due.
        if (!_turn.Wait(0))
        {
            return;
        }

        try
        {
            var text = _stream.ReleaseOverdue();
            if (text.Length > 0)
            {
                _released.Append(text);
                // The reader is the page's event buffer: it takes text without waiting.
                _reader.WriteAsync(text, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        }
#pragma warning disable CA1031 // On the timer's thread it would end the process; the driver's next piece reports it instead.
        catch (Exception broke)
#pragma warning restore CA1031
        {
            _readerBroke = broke;
        }
        finally
        {
            _turn.Release();
        }
    }
}
