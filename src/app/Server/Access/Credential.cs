using Gatehouse.Server.Access.Tokens;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>What a request showed. Closed; anything but the four good ones is nobody.</summary>
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

    /// <summary>A program's token: good for its scope and nothing else, so it is not the owner.</summary>
    public sealed record Scoped(TokenRecord Record, TokenScope Scope) : Credential;

    /// <summary>A process of the owner's own on the control socket.</summary>
    public sealed record Peer : Credential;

    /// <summary>Whose it is, for the ledger: public ids, never a secret.</summary>
    public string Holder =>
        this switch
        {
            Scoped scoped => $"token {scoped.Record.Id}",
            Session session => $"session {session.Record.Id}",
            Token => "the owner's token",
            Peer => "the terminal",
            _ => "nobody",
        };

    public bool IsOwner => this is Token or Session or Peer;
}
