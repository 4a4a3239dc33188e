namespace Gatehouse.Server.Sockets;

/// <summary>What came in on a WebSocket. Closed.</summary>
internal abstract record ReceivedMessage
{
    private ReceivedMessage() { }

    /// <summary>One whole text message; good until the next is received.</summary>
    public sealed record Text(ReadOnlyMemory<byte> Utf8) : ReceivedMessage;

    public sealed record Binary : ReceivedMessage;

    /// <summary>More than a message may have. The rest was not read.</summary>
    public sealed record TooLarge : ReceivedMessage;

    /// <summary>The client said goodbye.</summary>
    public sealed record Closed : ReceivedMessage;
}
