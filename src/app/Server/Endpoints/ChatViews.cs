using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Agent.Threads;
using Gatehouse.Contracts.Chat;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Labels;

namespace Gatehouse.Server.Endpoints;

/// <summary>Threads and turns as the API shows them.</summary>
internal static class ChatViews
{
    /// <summary>Characters of a result shown with a call; the whole is in the model's context, not on the page.</summary>
    private const int PreviewLength = 2_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static ThreadView View(ConversationThread thread, IReadOnlyList<ApprovalRecord> pending) =>
        new(
            thread.Id.Value,
            thread.Busy ? "Processing"
                : pending.Any(approval => approval.Thread == thread.Id) ? "AwaitingApproval"
                : "Idle",
            thread.Turns,
            thread.Created,
            thread.Updated,
            thread.Title
        );

    public static TurnView View(TurnHistory history)
    {
        var (turn, end) = (history.Turn, history.Turn.End);
        return new TurnView(
            turn.Id.Value,
            turn.Number,
            history.UserInput,
            history.Response,
            State(turn.State),
            turn.Started ?? turn.Created,
            end?.Time,
            ApprovalViews.View(end?.Label ?? history.Messages.Aggregate(Label.OfOwner, (label, message) => label.Join(message.Label))),
            [.. (end?.Taint ?? []).Select(taint => new TaintView(taint.Source, taint.Kind, taint.Signals))],
            [.. history.Calls.Select(View)],
            end?.Reason.Wire(),
            turn.Continues is { } number ? ApprovalRecord.NameOf(number) : null,
            history.Messages.FirstOrDefault(message => message.Role == MessageRole.Owner)?.Id,
            end is null ? null : View(end.Usage),
            history.ResponseDropped ? true : null,
            Pasted(history.Pasted),
            turn.ReplacedBy?.Value
        );
    }

    /// <summary>Null when there is none: then the answer has no such field.</summary>
    public static IReadOnlyList<PastedView>? Pasted(IReadOnlyList<ThreadMessage> pasted) =>
        pasted.Count == 0
            ? null
            : [.. pasted.Select(text => new PastedView(Preview(text.Text)!, text.Text.Length, text.Dropped ? true : null))];

    public static ThreadTaintView View(ThreadTaint taint) =>
        new([.. taint.Sources.Select(source => new TaintView(source.Source, source.Kind))], taint.Texts);

    public static UsageView View(TurnUsage usage) => new(usage.Input, usage.Output, usage.Charged?.Tokens, usage.Charged?.MicroUsd);

    public static string State(TurnState state) => state.ToString();

    private static ToolCallView View(CallHistory call)
    {
        var (end, text) = (call.Result?.Call, call.Result?.Text);
        var failed = end is not null && end.Outcome is not (CallOutcome.Done or CallOutcome.Waiting);
        return new ToolCallView(
            call.Call.Id,
            call.Call.Name,
            Pretty(call.Call.Arguments),
            HasResult: end?.Outcome == CallOutcome.Done,
            HasError: failed,
            end?.Outcome.Wire(),
            failed ? null : Preview(text),
            failed ? Preview(text) : null,
            end?.Effect?.Value,
            end?.Approval is { } approval ? ApprovalRecord.NameOf(approval) : null,
            end is null ? null : (long)end.Took.TotalMilliseconds,
            call.Result is { Dropped: true } ? true : null,
            Signals(end)
        );
    }

    public static IReadOnlyList<string>? Signals(CallEnd? end) => end is { Signals.Count: > 0 } ? end.Signals : null;

    private static string? Preview(string? text) => text is { Length: > PreviewLength } ? $"{text[..PreviewLength]}…" : text;

    // A model wrote it: it may be anything.
    private static string Pretty(string arguments)
    {
        try
        {
            return JsonNode.Parse(arguments)?.ToJsonString(Indented) ?? arguments;
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
