using Gatehouse.Storage.Sessions;

namespace Gatehouse.Server.Access;

/// <summary>What a request showed. Closed; anything but the three good ones is nobody.</summary>
internal abstract record Credential
{
    private Credential() { }

    /// <summary>Nothing.</summary>
    public sealed record None : Credential;

    /// <summary>Something that opens nothing.</summary>
    /// <param name="BySession">Whether it is a session's: the page that sends it has to hear that it is over.</param>
    public sealed record Wrong(bool BySession) : Credential;

    /// <summary>The owner's token, as of the given generation.</summary>
    public sealed record Token(int Generation) : Credential;

    /// <summary>Both halves of a browser session.</summary>
    public sealed record Session(SessionRecord Record) : Credential;

    /// <summary>A process of the owner's own on the control socket.</summary>
    public sealed record Peer : Credential;

    public bool IsOwner => this is Token or Session or Peer;
}
