using System.Runtime.CompilerServices;
using Gatehouse.Agent.Prompts;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>A model inside this process: reads the prompt as Gatehouse wrote it and answers at once.</summary>
internal sealed class KeylessModel(Func<IReadOnlyList<PromptMessage>, KeylessReply> answer) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.CompletedTask;
        var prompt = messages.Select(message => message.RawRepresentation).OfType<PromptMessage>().ToList();
        var reply = answer(prompt);
        // Tools are withheld in the last round of a turn, and a program declares its own: a model without the tool must answer.
        var call = options?.Tools?.Any(tool => tool.Name == reply.Call?.Tool) == true ? reply.Call : null;
        if (call is not null)
        {
            var content = new FunctionCallContent(Guid.NewGuid().ToString("N")[..9], call.Tool) { RawRepresentation = call.ArgumentText };
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }
        else
        {
            foreach (var piece in reply.Text.Chunk(64))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
            }
        }

        // No tokens were bought; the day's budget is for those that cost.
        yield return new ChatResponseUpdate(
            ChatRole.Assistant,
            [new UsageContent(new UsageDetails { InputTokenCount = 0, OutputTokenCount = 0 })]
        )
        {
            FinishReason = call is null ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
