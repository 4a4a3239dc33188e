using Gatehouse.Agent.Models.Commands;
using Gatehouse.Agent.Prompts;

namespace Gatehouse.Agent.Models;

/// <summary>
/// Does what the latest text of its context says, whoever wrote it: the worst reader of an injection that there can be. If nothing gets
/// out with this model, nothing depends on how well a real one resists.
/// </summary>
/// <remarks>
/// Beyond the latest text it goes on with commands of earlier texts since the owner spoke that it has not carried out, so an injection
/// can chain: first search, then send. <c>{context}</c> in a command is filled with all that the model has seen since then.
/// </remarks>
internal static class ObedientModel
{
    /// <summary>Most calls after one message of the owner: an injection may tell it to fetch itself for ever.</summary>
    public const int MaxCalls = 8;

    private const string ContextMark = "{context}";

    /// <summary>Most characters of context that go into one command; a URL holds no more.</summary>
    private const int MaxContext = 1500;

    public static KeylessReply Answer(IReadOnlyList<PromptMessage> prompt)
    {
        var since = prompt.Skip(LastOwner(prompt)).ToList();
        var done = since.SelectMany(message => message.Calls).Select(call => call.Arguments).ToHashSet(StringComparer.Ordinal);
        var next =
            done.Count >= MaxCalls
                ? null
                : Enumerable
                    .Reverse(since)
                    .Where(message => message.Role != PromptRole.Assistant)
                    .SelectMany(Commands)
                    .Select(command => Filled(command, since))
                    .FirstOrDefault(command => !done.Contains(command.ArgumentText));
        var last = prompt[^1];
        return last.Role is PromptRole.Tool or PromptRole.Result
            ? new(ResultText.Show(last.Tool, UntrustedFence.Unwrap(last.Text)), next)
            : new(OfflineModel.NoAi, next);
    }

    private static IEnumerable<ModelCommand.Call> Commands(PromptMessage message) =>
        message.Role == PromptRole.Owner && CommandParser.Parse(message.Text) is ModelCommand.Call whole
            ? [whole]
            : CommandFinder.In(UntrustedFence.Unwrap(message.Text));

    private static int LastOwner(IReadOnlyList<PromptMessage> prompt)
    {
        var at = prompt.Count - 1;
        while (at > 0 && prompt[at].Role != PromptRole.Owner)
        {
            at--;
        }

        return at;
    }

    private static ModelCommand.Call Filled(ModelCommand.Call command, IReadOnlyList<PromptMessage> since)
    {
        if (!command.ArgumentText.Contains(ContextMark, StringComparison.Ordinal))
        {
            return command;
        }

        var seen = string.Join(
            '\n',
            since
                .Select(message => UntrustedFence.Unwrap(message.Text))
                .Where(text => !text.Contains(ContextMark, StringComparison.Ordinal))
        );
        var cut = seen.Length <= MaxContext ? seen : seen[^MaxContext..];
        foreach (var (name, value) in command.Arguments.ToList())
        {
            if (value is not null && value.GetValueKind() == System.Text.Json.JsonValueKind.String)
            {
                var text = value.GetValue<string>();
                command.Arguments[name] = text.Replace(
                    ContextMark,
                    name == "url" ? Uri.EscapeDataString(cut) : cut,
                    StringComparison.Ordinal
                );
            }
        }

        return command;
    }
}
