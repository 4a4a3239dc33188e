using System.Collections.Immutable;
using Gatehouse.Agent.Loop;
using Gatehouse.App.Tests.Agent;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

/// <summary>Does what an owner does, and remembers what he was told. What fails under a fault he leaves.</summary>
internal sealed class Owner(AgentHome home, FaultLine line, Quiet quiet)
{
    private ImmutableList<Told> _told = [];

    public ImmutableList<Told> All => Volatile.Read(ref _told);

    /// <summary>Says something and waits until it is answered, or nothing moves any more.</summary>
    public async Task<Told.Said?> SayAsync(string text, ThreadId? thread = null)
    {
        var said = await SendAsync(text, thread);
        await RestAsync();
        await LookAsync(said);
        return said;
    }

    /// <summary>Says something and does not wait.</summary>
    public Task<Told.Said?> SendAsync(string text, ThreadId? thread = null) =>
        TryAsync(async () =>
        {
            Hear(new Told.Saying(text));
            var result = await home.Conversations.SendAsync(text, [], thread, "UTC", CancellationToken.None);
            return result is SendResult.Accepted ok ? Hear(new Told.Said(ok.Thread, ok.Turn, ok.MessageId, text)) : null;
        });

    /// <summary>Has a message answered again.</summary>
    /// <param name="edited">Null for the same words.</param>
    public async Task<Told.Said?> ReplaceAsync(Told.Said? old, string? edited = null)
    {
        if (old is null)
        {
            return null;
        }

        var said = await TryAsync(async () =>
        {
            Hear(new Told.Saying(edited ?? old.Text));
            var result = await home.Conversations.ReplaceAsync(
                old.Thread,
                old.Turn,
                edited,
                "UTC",
                home.Gate.Ledger,
                CancellationToken.None
            );
            if (result is not ReplaceResult.Accepted ok)
            {
                return null;
            }

            Hear(new Told.Replaced(old.Thread, old.Turn, ok.Turn));
            return Hear(new Told.Said(old.Thread, ok.Turn, ok.MessageId, edited ?? old.Text));
        });
        await RestAsync();
        await LookAsync(said);
        return said;
    }

    public Task TakeBackAsync(Told.Said? said) =>
        TryAsync(async () =>
        {
            if (said is not null)
            {
                Hear(new Told.TakingBack(said.Message));
                var taken = await home.Conversations.TakeBackAsync(said.Thread, said.Message, home.Gate.Ledger, CancellationToken.None);
                return taken is { Count: > 0 } ? Hear(new Told.TookBack(said.Message)) : null;
            }

            return null;
        });

    /// <summary>Answers all that is asked now, oldest first; the answers are used in turn.</summary>
    public async Task AnswerAsync(bool always, params bool[] yes)
    {
        foreach (var (at, approval) in home.Gate.Approvals.Pending.Index())
        {
            await AnswerAsync(approval.Number, yes[at % yes.Length], always);
        }

        await RestAsync();
    }

    public Task StopAsync(ThreadId? thread) =>
        TryAsync(async () =>
        {
            var scope = new StopScope(thread);
            Hear(new Told.Stopping(scope));
            await home.Gate.Stop.StopAsync(scope, "enough", CancellationToken.None);
            return Hear(new Told.Stopped(scope));
        });

    public Task ResumeAsync(ThreadId? thread) =>
        TryAsync(async () =>
        {
            var scope = new StopScope(thread);
            Hear(new Told.Resuming(scope));
            await home.Gate.Stop.ResumeAsync(scope, CancellationToken.None);
            return Hear(new Told.Resumed(scope));
        });

    public Task DeleteAsync(ThreadId? thread) =>
        TryAsync(async () =>
        {
            if (thread is not null)
            {
                Hear(new Told.Deleting(thread));
                return await home.Threads.DeleteAsync(thread, CancellationToken.None) is null ? null : Hear(new Told.Deleted(thread));
            }

            return null;
        });

    /// <summary>Waits until the server has nothing to do, or does not get on.</summary>
    public Task<bool> RestAsync() => quiet.WaitAsync(home, line);

    private Task<Told.Answered?> AnswerAsync(int number, bool yes, bool always) =>
        TryAsync(async () =>
        {
            Hear(new Told.Answering(number, yes));
            var answer = yes
                ? await home.Gate.Approvals.ApproveAsync(number, always, CancellationToken.None)
                : await home.Gate.Approvals.RefuseAsync(number, "not today", CancellationToken.None);
            return answer == ApprovalAnswer.Accepted ? Hear(new Told.Answered(number, yes, always)) : null;
        });

    private Task<Told.Ended?> LookAsync(Told.Said? said) =>
        TryAsync(async () =>
        {
            var turn = said is null ? null : await home.Threads.FindTurnAsync(said.Turn, CancellationToken.None);
            return turn is { Turn.End: { } end } ? Hear(new Told.Ended(said!.Thread, said.Turn, end.Response)) : null;
        });

    private T Hear<T>(T told)
        where T : Told
    {
        ImmutableInterlocked.Update(ref _told, all => all.Add(told));
        return told;
    }

    private async Task<T?> TryAsync<T>(Func<Task<T?>> act)
        where T : class
    {
        try
        {
            return await act();
        }
#pragma warning disable CA1031 // Under a fault anything may fail; then he was told nothing. Without one the test fails.
        catch (Exception) when (line.Struck)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
