using System.Text.Json;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Agent.Completions;

/// <summary>A model's whole reply to a program.</summary>
/// <param name="Calls">Of the program's own tools, for it to run.</param>
/// <param name="Finish"><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</param>
/// <param name="Usage">Null when the model's server reported none.</param>
public sealed record CompletionReply(string Text, IReadOnlyList<ToolCall> Calls, string Finish, TokenUsage? Usage)
{
    /// <summary>Null when the scanner took something out of the calls, so that they are none any more.</summary>
    internal static CompletionReply? Read(GateResult.Done done)
    {
        try
        {
            var reply = ModelReply.Parse(done.Detail);
            return new CompletionReply(done.Text, reply.Calls, reply.Finish, done.Tokens);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
