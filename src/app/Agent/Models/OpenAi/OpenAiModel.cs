using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>Speaks OpenAI's chat completions behind the model port. Owns the lease of its one call.</summary>
/// <param name="ownLimitName">OpenAI itself takes <c>max_completion_tokens</c> and refuses the name that all the others know.</param>
internal sealed class OpenAiModel(ChatClient client, IDisposable lease, bool ownLimitName) : IChatClient
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
        var calls = new StreamedCalls();
        ChatFinishReason? finish = null;
        var request = OpenAiRequest.Options(options ?? new ChatOptions(), ownLimitName);
        await foreach (var update in client.CompleteChatStreamingAsync(OpenAiRequest.Messages(messages), request, cancellationToken))
        {
            var pieces = calls.Add(update.ToolCallUpdates);
            finish = update.FinishReason is { } reason ? OpenAiRequest.Finish(reason) : finish;
            yield return new ChatResponseUpdate(
                Microsoft.Extensions.AI.ChatRole.Assistant,
                [.. Contents(update), .. pieces.Select(piece => new CallPieceContent(piece))]
            );
        }

        // Only now is the reply complete, so only now are its calls anything to act on.
        yield return new ChatResponseUpdate(Microsoft.Extensions.AI.ChatRole.Assistant, [.. calls.Finish()]) { FinishReason = finish };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(client) ? client : null;

    public void Dispose() => lease.Dispose();

    private static IEnumerable<AIContent> Contents(StreamingChatCompletionUpdate update)
    {
        foreach (var part in update.ContentUpdate.Where(part => part.Kind == ChatMessageContentPartKind.Text))
        {
            yield return new TextContent(part.Text);
        }

        if (update.RefusalUpdate is { Length: > 0 } refusal)
        {
            yield return new TextContent(refusal);
        }

        if (update.Usage is { } usage)
        {
            yield return new UsageContent(
                new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount }
            );
        }
    }
}
