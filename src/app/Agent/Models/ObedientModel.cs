using Gatehouse.Agent.Models.Commands;
using Gatehouse.Agent.Prompts;

namespace Gatehouse.Agent.Models;

/// <summary>
/// Does what the latest text of its context says, whoever wrote it: the worst reader of an injection that there can be. If nothing gets
/// out with this model, nothing depends on how well a real one resists.
/// </summary>
/// <remarks>
/// Beyond the latest text it goes on with orders of earlier ones that it has not carried out since the owner spoke, so an injection can
/// chain (first search, then send) and can lie in wait in a text that was read turns ago. Orders may hold <see cref="ContextMarks"/>.
/// </remarks>
internal static class ObedientModel
{
    /// <summary>Most calls after one message of the owner: an injection may tell it to fetch itself for ever. One less than a turn has rounds.</summary>
    public const int MaxCalls = Loop.AgentLoop.MaxToolRounds - 1;

    public static KeylessReply Answer(IReadOnlyList<PromptMessage> prompt)
    {
        var owner = LastOwner(prompt);
        var since = prompt.Skip(owner).ToList();
        var done = since.SelectMany(message => message.Calls).ToList();
        var next =
            done.Count >= MaxCalls
                ? null
                : Orders(since)
                    // What the owner said before has been answered; what others said is still there to be obeyed.
                    .Concat(Orders([.. prompt.Take(owner).Where(message => IsFromElsewhere(message.Role))]))
                    .FirstOrDefault(order => !done.Exists(call => ContextMarks.IsFilled(order, call.Name, call.Arguments)));
        var last = prompt[^1];
        return new(
            IsFromElsewhere(last.Role) ? ResultText.Show(last.Tool, UntrustedFence.Unwrap(last.Text)) : OfflineModel.NoAi,
            next is null ? null : ContextMarks.Fill(next, Seen(prompt))
        );
    }

    private static bool IsFromElsewhere(PromptRole role) => role is PromptRole.Tool or PromptRole.Result or PromptRole.Pasted;

    private static IEnumerable<ModelCommand.Call> Orders(IReadOnlyList<PromptMessage> messages) =>
        messages.Reverse().Where(message => message.Role != PromptRole.Assistant).SelectMany(Orders);

    private static IEnumerable<ModelCommand.Call> Orders(PromptMessage message) =>
        message.Role == PromptRole.Owner && CommandParser.Parse(message.Text) is ModelCommand.Call whole
            ? [whole]
            : CommandFinder.In(UntrustedFence.Unwrap(message.Text));

    private static string Seen(IEnumerable<PromptMessage> messages) =>
        string.Join(
            '\n',
            messages
                .Where(message => message.Role != PromptRole.System)
                .Select(message => ContextMarks.Remove(UntrustedFence.Unwrap(message.Text)))
        );

    private static int LastOwner(IReadOnlyList<PromptMessage> prompt)
    {
        var at = prompt.Count - 1;
        while (at > 0 && prompt[at].Role != PromptRole.Owner)
        {
            at--;
        }

        return at;
    }
}
