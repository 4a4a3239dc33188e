using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Prompts;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Policy;
using Microsoft.Extensions.AI;

namespace Gatehouse.App.Tests.Faults;

/// <summary>
/// Calls the tools that the owner's last message names, one line each, and then answers. It knows the prompt and nothing else, so it says
/// the same after a restart. It reports what it used.
/// </summary>
/// <param name="waits">Whether it waits for ever on a message that says so: until it is stopped.</param>
internal sealed class OrderedModel(World world, FaultLine line, bool waits) : IModelSource
{
    public const int Input = 7;
    public const int Output = 5;

    /// <summary>The first call on a message with this in it is refused by the server.</summary>
    public const string Fails = "[fails]";

    public const string Waits = "[waits]";
    private const string Order = "call ";

    private static readonly RequestTarget Server = RequestTarget.TryParse("https://model.example/v1", out var target, out _)
        ? target
        : throw new InvalidOperationException("no address");

    /// <summary>A model that is paid for: its calls are reserved with what they can cost at most.</summary>
    public static ModelSettings Settings { get; } = new(ModelBackend.OpenAiCompatible, Server, "ordered");

    public static ImmutableArray<ConfiguredEndpoint> Endpoints { get; } = [new(EffectCallers.Model, Server.Host, Server.Port)];

    public IChatClient Open(ModelCall call, GatePass pass)
    {
        pass.Redeem(call);
        return new Client(this, PromptCodec.Decode(call.Prompt), pass.Effect);
    }

    public EffectFailedException? Explain(Exception cause) => cause as EffectFailedException;

    private static List<FunctionCallContent> Calls(ModelPrompt prompt)
    {
        var owner = prompt.Messages.Select((message, at) => (message, at)).Last(one => one.message.Role == PromptRole.Owner);
        var since = prompt.Messages.Skip(owner.at + 1);
        return prompt.Tools.Count == 0 || since.Any(message => message.Calls.Count > 0 || message.Role == PromptRole.Result)
            ? []
            :
            [
                .. owner
                    .message.Text.Split('\n')
                    .Where(said => said.StartsWith(Order, StringComparison.Ordinal))
                    .Select(said => said[Order.Length..].Split(' ', 2))
                    .Select((said, at) => new FunctionCallContent($"call{at}", said[0]) { RawRepresentation = said[1] }),
            ];
    }

    private sealed class Client(OrderedModel owner, ModelPrompt prompt, EffectId effect) : IChatClient
    {
        private string Asked => prompt.Messages.Last(message => message.Role == PromptRole.Owner).Text;

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
            owner.Serve(effect, Asked);
            if (owner.ShouldWait(Asked))
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, "Wait. ");
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var calls = Calls(prompt);
            yield return new ChatResponseUpdate(ChatRole.Assistant, $"Answer to {prompt.Messages.Count} messages.");
            yield return new ChatResponseUpdate(
                ChatRole.Assistant,
                [.. calls, new UsageContent(new UsageDetails { InputTokenCount = Input, OutputTokenCount = Output })]
            )
            {
                FinishReason = calls.Count == 0 ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls,
            };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }

    private bool ShouldWait(string asked) => waits && asked.Contains(Waits, StringComparison.Ordinal);

    private void Serve(EffectId effect, string asked) =>
        line.Pass(
            FaultPort.Model,
            "call",
            acts: true,
            () =>
            {
                const string Refused = "model refused";
                var refuses = asked.Contains(Fails, StringComparison.Ordinal) && !world.Events.Exists(what => what.What == Refused);
                world.Add(
                    new WorldEvent(FaultPort.Model, effect, refuses ? Refused : "model", IsRepeatable: true, refuses ? 0 : Input + Output)
                );
                return refuses ? throw new EffectFailedException(FailureReason.Upstream, "The model server answered with 503.") : true;
            }
        );
}
