using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gatehouse.Agent.Loop;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Chat;
using Gatehouse.Contracts.Sockets;
using Gatehouse.Gate;
using Gatehouse.Server.Access;
using Gatehouse.Server.Endpoints;
using Gatehouse.Server.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Sockets;

/// <summary>Does what a client asks on a WebSocket, by the same handlers and within the same limits as the HTTP routes.</summary>
internal sealed class ClientMessages(
    Conversations conversations,
    GateServices gate,
    RateLimits limits,
    EventHub hub,
    ILogger<ClientMessages> logger
)
{
    private const int MaxShownType = 40;

    // The same depth as of a request's body. Doubled members are refused by the types.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>Takes one whole message. Returns what to answer; null when the events tell.</summary>
    /// <param name="isFirst">Whether it is the connection's first.</param>
    public async Task<byte[]?> TakeAsync(ReadOnlyMemory<byte> utf8, EventSubscriber subscriber, bool isFirst)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, Strict);
            return await TakeAsync(json.RootElement, subscriber, isFirst);
        }
        catch (JsonException e)
        {
            return SocketFrames.Error($"Message not understood. {JsonComplaint.Describe(e)}");
        }
#pragma warning disable CA1031 // The boundary of one message: whatever broke, the client is told and the connection goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.MessageFailed(e);
            return SocketFrames.Error("Something broke here; the message may not have been taken. The server's log has the cause.");
        }
    }

    private async Task<byte[]?> TakeAsync(JsonElement message, EventSubscriber subscriber, bool isFirst)
    {
        var type = Type(message);
        switch (type)
        {
            case "ping":
                Read(message, GatehouseJson.Default.SocketPing);
                return SocketFrames.Pong;
            case "message":
                return await SayAsync(message, subscriber.Caller);
            case "approval":
                return Told(await AnswerAsync(Read(message, GatehouseJson.Default.SocketApproval)));
            case "resume":
                return Resume(Read(message, GatehouseJson.Default.SocketResume), subscriber, isFirst);
            case "auth_token" or "auth_cancel":
                return SocketFrames.Error("No extension asks to sign in here, so nothing was stored. Do not send secrets as messages.");
            case null:
                return SocketFrames.Error("Message not understood. A JSON object with a \"type\" is expected.");
            default:
                var shown = type.Length > MaxShownType ? $"{type[..MaxShownType]}…" : type;
                return SocketFrames.Error($"There is no message type \"{shown}\". Known: message, approval, ping, resume.");
        }
    }

    private async Task<byte[]?> SayAsync(JsonElement message, Credential caller)
    {
        if (!limits.Of(RateLimits.ChatSend, caller).TryTake(out var wait))
        {
            var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return SocketFrames.Error(
                $"Too many messages: {RateLimits.Describe(RateLimits.ChatSend)}. Send this one again in {seconds} s."
            );
        }

        if (message.TryGetProperty("images", out _))
        {
            return SocketFrames.Error("Pictures are not taken here; nothing of this message was. Send it without \"images\".");
        }

        var said = Read(message, GatehouseJson.Default.SocketSend);
        // A message that arrived whole counts, whatever becomes of the connection.
        return Told(
            await ChatEndpoints.SayAsync(
                new SendRequest(said.Content, said.ThreadId, said.Timezone, said.Pasted),
                conversations,
                CancellationToken.None
            )
        );
    }

    // Likewise.
    private Task<IResult> AnswerAsync(SocketApproval answer) =>
        ApprovalEndpoints.AnswerAsync(new ApprovalRequest(answer.RequestId, answer.Action, answer.ThreadId), gate, CancellationToken.None);

    private byte[]? Resume(SocketResume resume, EventSubscriber subscriber, bool isFirst)
    {
        if (!isFirst)
        {
            return SocketFrames.Error("\"resume\" must be the first message of a connection.");
        }

        hub.Resume(subscriber, resume.After);
        return null;
    }

    private static byte[]? Told(IResult result) => result is Refusal refusal ? SocketFrames.Error(refusal.Detail) : null;

    private static string? Type(JsonElement message)
    {
        try
        {
            return
                message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("type", out var member)
                && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: no text.
            return null;
        }
    }

    private static T Read<T>(JsonElement message, JsonTypeInfo<T> type)
        where T : class => message.Deserialize(type) ?? throw new JsonException();
}
