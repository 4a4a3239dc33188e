using Gatehouse.Agent.Models.Commands;
using Gatehouse.Agent.Prompts;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Models;

/// <summary>The default without a key: does what the owner's last message says, and nothing that anything else says.</summary>
internal static class OfflineModel
{
    public const string NoAi =
        "No AI is connected. What I can do without one: "
        + CommandParser.Usage
        + "\nTo connect a model, set LLM_BACKEND=openai_compatible, LLM_BASE_URL, LLM_MODEL and LLM_API_KEY, and restart.";

    public static KeylessReply Answer(IReadOnlyList<PromptMessage> prompt)
    {
        var last = prompt[^1];
        return last.Role switch
        {
            PromptRole.Tool or PromptRole.Result => new(ResultText.Show(last.Tool, UntrustedFence.Unwrap(last.Text))),
            PromptRole.Owner when last.Integrity == Integrity.Owner => Obey(last.Text),
            _ => new(NoAi),
        };
    }

    private static KeylessReply Obey(string text) =>
        CommandParser.Parse(text) switch
        {
            ModelCommand.Call call => new(NoAi, call),
            ModelCommand.NotYet { Verb: "run" } => new("Running commands is not available yet: it comes with the sandbox. " + NoAi),
            ModelCommand.NotYet => new("Asking over your own documents is not available yet. " + NoAi),
            ModelCommand.Incomplete incomplete => new($"Write it like this: {incomplete.Usage}"),
            _ => new(NoAi),
        };
}
