namespace Gatehouse.Server.Access;

/// <summary>Requests that take long and are under way, each with what opened it: a credential that is taken back ends them at once.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RunningCalls(CredentialReader credentials, TimeProvider clock)
{
    /// <summary>
    /// Calls that one token may have under way. 4: an editor and its completions; a call that hangs up is charged whole, and this bounds
    /// how much of the owner's day a program that went wild can reserve at once.
    /// </summary>
    public const int MostOfToken = 4;

    private readonly Lock _gate = new();
    private readonly HashSet<RunningCall> _running = [];

    /// <summary>Notes a request; null when its credential has been taken back since the front door looked at it.</summary>
    public RunningCall? Open(Credential caller)
    {
        var call = new RunningCall(caller, Left(caller), clock, Remove);
        lock (_gate)
        {
            _running.Add(call);
        }

        if (credentials.StillOpens(caller))
        {
            return call;
        }

        call.Dispose();
        return null;
    }

    /// <summary>Ends the requests of callers whose credential was taken back; says how many.</summary>
    public int Cut(Func<Credential, bool> whose)
    {
        List<RunningCall> ending;
        lock (_gate)
        {
            ending = [.. _running.Where(call => whose(call.Caller))];
        }

        // Outside the lock: what ends removes itself.
        ending.ForEach(call => call.Cut());
        return ending.Count;
    }

    /// <summary>Requests under way that the same token opened.</summary>
    public int Count(Credential caller)
    {
        lock (_gate)
        {
            return caller is Credential.Scoped scoped
                ? _running.Count(call => call.Caller is Credential.Scoped other && other.Record.Id == scoped.Record.Id)
                : 0;
        }
    }

    // A token that runs out is as dead as one that was taken back.
    private TimeSpan Left(Credential caller) =>
        caller is Credential.Scoped { Record.Expires: { } end }
            ? TimeSpan.FromTicks(Math.Max(1, (end - clock.GetUtcNow()).Ticks))
            : Timeout.InfiniteTimeSpan;

    private void Remove(RunningCall call)
    {
        lock (_gate)
        {
            _running.Remove(call);
        }
    }
}
