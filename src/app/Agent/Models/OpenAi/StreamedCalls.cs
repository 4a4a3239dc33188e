using System.Text;
using Gatehouse.Gate.Drivers;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>Puts tool calls together that arrive in pieces over many chunks.</summary>
internal sealed class StreamedCalls
{
    private readonly SortedDictionary<int, Parts> _calls = [];

    /// <summary>Takes what came, and returns it as pieces of calls that have a name by now.</summary>
    public IReadOnlyList<CallPiece> Add(IEnumerable<StreamingChatToolCallUpdate> updates)
    {
        var pieces = new List<CallPiece>();
        foreach (var update in updates)
        {
            if (!_calls.TryGetValue(update.Index, out var parts))
            {
                _calls[update.Index] = parts = new Parts(_calls.Count);
            }

            // Id and name come once, in the first piece; some servers repeat them in each.
            parts.Id = update.ToolCallId is { Length: > 0 } id ? id : parts.Id;
            parts.Name = update.FunctionName is { Length: > 0 } name ? name : parts.Name;
            parts.Arguments.Append(update.FunctionArgumentsUpdate?.ToString());
            if (parts.Name.Length > 0)
            {
                pieces.Add(parts.Next());
            }
        }

        return pieces;
    }

    public IEnumerable<FunctionCallContent> Finish() =>
        _calls.Values.Select(call => new FunctionCallContent(call.Id, call.Name)
        {
            RawRepresentation = call.Arguments.Length == 0 ? "{}" : call.Arguments.ToString(),
        });

    private sealed class Parts(int index)
    {
        private int _given = -1;

        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();

        public CallPiece Next()
        {
            var (isFirst, from) = (_given < 0, Math.Max(0, _given));
            _given = Arguments.Length;
            return new CallPiece(index, isFirst ? Id : "", isFirst ? Name : "", Arguments.ToString(from, Arguments.Length - from));
        }
    }
}
