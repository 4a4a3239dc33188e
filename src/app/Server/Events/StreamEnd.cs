namespace Gatehouse.Server.Events;

/// <summary>Why the server ended a stream.</summary>
internal enum StreamEnd
{
    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>What opened the stream opens nothing any more.</summary>
    CredentialOver,
}
