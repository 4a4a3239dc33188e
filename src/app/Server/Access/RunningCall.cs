namespace Gatehouse.Server.Access;

/// <summary>One request that is under way. Disposed when it ends.</summary>
internal sealed class RunningCall : IDisposable
{
    /// <summary>Longest that a timer waits, about 24 days: no request lasts as long.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly CancellationTokenSource _cut = new();
    private readonly Action<RunningCall> _ended;
    private readonly ITimer _over;

    public RunningCall(Credential caller, TimeSpan left, TimeProvider clock, Action<RunningCall> ended)
    {
        (Caller, WhenCut, _ended) = (caller, _cut.Token, ended);
        _over = clock.CreateTimer(_ => Cut(), null, left < LongestWait ? left : LongestWait, Timeout.InfiniteTimeSpan);
    }

    public Credential Caller { get; }

    /// <summary>Cancelled when the credential was taken back or ran out: nothing more may be written or asked for.</summary>
    public CancellationToken WhenCut { get; }

    public void Cut()
    {
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in the same moment.
        }
    }

    public void Dispose()
    {
        _over.Dispose();
        _ended(this);
        _cut.Dispose();
    }
}
