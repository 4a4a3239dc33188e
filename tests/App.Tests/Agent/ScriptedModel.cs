using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Prompts;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.AI;

namespace Gatehouse.App.Tests.Agent;

/// <summary>Plays replies one after the other and keeps the prompts that it was shown.</summary>
internal sealed class ScriptedModel : IModelSource
{
    private readonly ConcurrentQueue<Reply> _replies = new();

    public ConcurrentQueue<ModelPrompt> Prompts { get; } = new();

    /// <summary>False plays a keyless model.</summary>
    public bool ReadsText { get; init; } = true;

    /// <param name="Then">Runs after the text: may wait, or throw in the middle of the reply.</param>
    public sealed record Reply(string Text, (string Name, string Arguments)[] Calls, Func<CancellationToken, Task>? Then = null);

    public ScriptedModel Says(string text)
    {
        _replies.Enqueue(new Reply(text, []));
        return this;
    }

    public ScriptedModel Calls(params (string Name, string Arguments)[] calls)
    {
        _replies.Enqueue(new Reply("", calls));
        return this;
    }

    public ScriptedModel Then(string text, Func<CancellationToken, Task> then)
    {
        _replies.Enqueue(new Reply(text, [], then));
        return this;
    }

    public IChatClient Open(ModelCall call, GatePass pass)
    {
        pass.Redeem(call);
        Prompts.Enqueue(PromptCodec.Decode(call.Prompt));
        return new Client(_replies.TryDequeue(out var reply) ? reply : new Reply("(the script is over)", []));
    }

    public EffectFailedException? Explain(Exception cause) => cause as EffectFailedException;

    private sealed class Client(Reply reply) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, reply.Text);
            if (reply.Then is not null)
            {
                await reply.Then(cancellationToken);
            }

            var calls = options?.Tools is { Count: > 0 } ? reply.Calls : [];
            var contents = calls.Select(
                AIContent (call, index) => new FunctionCallContent($"call{index}", call.Name) { RawRepresentation = call.Arguments }
            );
            yield return new ChatResponseUpdate(ChatRole.Assistant, [.. contents])
            {
                FinishReason = calls.Length == 0 ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls,
            };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
