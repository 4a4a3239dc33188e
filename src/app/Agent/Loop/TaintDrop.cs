using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Loop;

/// <summary>What became of the owner's wish to take untrusted texts out. Closed.</summary>
public abstract record DropResult
{
    private DropResult() { }

    /// <summary>They are out: from the next turn on the model does not see them.</summary>
    public sealed record Done(int Texts) : DropResult;

    /// <summary>A turn is queued or under way, and it would go on with them.</summary>
    public sealed record Busy : DropResult;

    public sealed record UnknownThread : DropResult;
}

/// <summary>Takes untrusted texts out of a conversation: the owner's act, so it is recorded before it is done.</summary>
public static class TaintDrop
{
    /// <exception cref="LedgerUnavailableException">Nothing can be recorded, so nothing is taken out.</exception>
    public static async Task<DropResult> RunAsync(IThreadStore store, Ledger ledger, ThreadId thread, CancellationToken ct)
    {
        if (await store.FindThreadAsync(thread, ct) is not { } found)
        {
            return new DropResult.UnknownThread();
        }

        if (found.Busy)
        {
            return new DropResult.Busy();
        }

        var taint = await store.TaintAsync(thread, ct);
        if (taint.Texts == 0)
        {
            return new DropResult.Done(0);
        }

        await ledger.RecordDropAsync(
            thread,
            $"the owner takes {taint.Texts} untrusted texts of {taint.Sources.Count} sources out of the conversation"
        );
        // Not cancellable: what is recorded is done.
        if (await store.DropUntrustedAsync(thread, CancellationToken.None) is { } dropped)
        {
            return new DropResult.Done(dropped);
        }

        await ledger.RecordDropAsync(thread, "they stay: a turn had begun meanwhile");
        return new DropResult.Busy();
    }
}
