using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Events;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>Takes credentials back: what they open from now on, and what is open through them at this moment.</summary>
/// <remarks>Thread-safe. The credential dies first: a stream that opens in between sees that and ends by itself.</remarks>
internal sealed class Revocation(
    SessionBook sessions,
    TokenBook tokens,
    OwnerToken token,
    LoginCodes codes,
    EventHub events,
    RunningCalls calls
)
{
    /// <summary>False when there is no such session or it was ended before.</summary>
    public bool End(SessionId id)
    {
        var ended = sessions.Close(id);
        Cut(caller => caller is Credential.Session session && session.Record.Id == id);
        return ended;
    }

    /// <summary>False when there is no such token or it was taken back before.</summary>
    public bool End(TokenId id)
    {
        var ended = tokens.Close(id);
        Cut(caller => caller is Credential.Scoped scoped && scoped.Record.Id == id);
        return ended;
    }

    /// <summary>Ends every session but the one that asks, and the links that would open others; says how many.</summary>
    public int EndAll(SessionId? except)
    {
        codes.Clear();
        var ended = sessions.CloseAll(except);
        Cut(caller => caller is Credential.Session session && session.Record.Id != except);
        return ended;
    }

    /// <summary>Makes a new bearer token. Returns it, with the number of connections of the old one that were cut.</summary>
    public (string Token, int Cut) RotateToken()
    {
        var fresh = token.Rotate();
        return (fresh, Cut(caller => caller is Credential.Token used && !token.IsCurrent(used.Generation)));
    }

    private int Cut(Func<Credential, bool> whose) => events.Cut(whose) + calls.Cut(whose);
}
