using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>Puts tool calls together that arrive in pieces over many chunks.</summary>
internal sealed class StreamedCalls
{
    private readonly SortedDictionary<int, Parts> _calls = [];

    public void Add(IEnumerable<StreamingChatToolCallUpdate> updates)
    {
        foreach (var update in updates)
        {
            if (!_calls.TryGetValue(update.Index, out var parts))
            {
                _calls[update.Index] = parts = new Parts();
            }

            // Id and name come once, in the first piece; some servers repeat them in each.
            parts.Id = update.ToolCallId is { Length: > 0 } id ? id : parts.Id;
            parts.Name = update.FunctionName is { Length: > 0 } name ? name : parts.Name;
            parts.Arguments.Append(update.FunctionArgumentsUpdate?.ToString());
        }
    }

    public IEnumerable<FunctionCallContent> Finish() =>
        _calls.Values.Select(call => new FunctionCallContent(call.Id, call.Name)
        {
            RawRepresentation = call.Arguments.Length == 0 ? "{}" : call.Arguments.ToString(),
        });

    private sealed class Parts
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
