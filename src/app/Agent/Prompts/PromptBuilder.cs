using Gatehouse.Agent.Threads;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Agent.Prompts;

/// <summary>Turns stored messages into what the model is shown.</summary>
internal static class PromptBuilder
{
    public static ModelPrompt Build(
        string system,
        UntrustedFence fence,
        IReadOnlyList<ThreadMessage> messages,
        IReadOnlyList<PromptTool> tools
    )
    {
        var ends = messages
            .Where(message => message is { Role: MessageRole.Tool, Call: not null })
            .ToLookup(message => (message.Turn, message.Call!.CallId));
        var prompt = new List<PromptMessage> { new(PromptRole.System, system, Integrity.Owner, []) };
        foreach (var message in messages)
        {
            // Tool messages stand right behind the calls they answer, whatever came in between: providers refuse any other order.
            if (message.Role != MessageRole.Tool)
            {
                prompt.Add(Shown(message, fence));
                prompt.AddRange(message.Calls.Select(call => Answer(call, ends[(message.Turn, call.Id)].FirstOrDefault(), fence)));
            }
        }

        return new ModelPrompt([.. prompt.Select(WithoutSecrets)], tools);
    }

    // Texts are scanned on their way in. What only today's patterns know would make Egress refuse every later call of an old thread.
    private static PromptMessage WithoutSecrets(PromptMessage message) =>
        message with
        {
            Text = DeepScan.Shared.Redact(message.Text),
            Calls = [.. message.Calls.Select(call => call with { Arguments = DeepScan.Shared.Redact(call.Arguments) })],
        };

    private static PromptMessage Shown(ThreadMessage message, UntrustedFence fence) =>
        new(
            Role(message.Role),
            Fenced(message, fence),
            message.Label.Integrity,
            [.. message.Calls.Select(call => call with { Arguments = EchoedArguments.Disarm(call.Arguments, fence) })],
            "",
            message.Call?.Tool ?? ""
        );

    private static PromptMessage Answer(ToolCall call, ThreadMessage? result, UntrustedFence fence) =>
        result is null
            ? new(PromptRole.Tool, "There is no result: the call was not carried out.", Integrity.Assistant, [], call.Id, call.Name)
            : Shown(result, fence) with
            {
                CallId = call.Id,
                Tool = call.Name,
            };

    private static string Fenced(ThreadMessage message, UntrustedFence fence)
    {
        var text = message.Role switch
        {
            MessageRole.Owner => message.Text,
            // Not fenced in, however tainted: a model must recognise what it said itself. But what it repeats gives it no structure either.
            MessageRole.Assistant => fence.Disarm(message.Text),
            _ => message.Label.IsUntrusted ? fence.Wrap(message.Source, message.Text) : message.Text,
        };
        return message is { Role: MessageRole.Result, Call: { } call }
            ? $"[Gatehouse] Approval A{call.Approval} ({call.Tool}) has ended: {call.Outcome.Wire()}.\n{text}"
            : text;
    }

    private static PromptRole Role(MessageRole role) =>
        role switch
        {
            MessageRole.Owner => PromptRole.Owner,
            MessageRole.Assistant => PromptRole.Assistant,
            MessageRole.Tool => PromptRole.Tool,
            MessageRole.Pasted => PromptRole.Pasted,
            _ => PromptRole.Result,
        };
}
