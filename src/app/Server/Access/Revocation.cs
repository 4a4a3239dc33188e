using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Events;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>Takes credentials back: what they open from now on, and what is open through them at this moment. Each is in the ledger.</summary>
/// <remarks>
/// Thread-safe. The credential dies first: a stream that opens in between sees that and ends by itself. It is no effect, so that a stop does
/// not keep the owner from taking back what lets somebody in; and it is recorded afterwards, so that a ledger that cannot be written does not either.
/// </remarks>
/// <exception cref="LedgerUnavailableException">It is taken back, and could not be recorded.</exception>
internal sealed class Revocation(
    SessionBook sessions,
    TokenBook tokens,
    OwnerToken token,
    LoginCodes codes,
    EventHub events,
    RunningCalls calls,
    GateServices gate
)
{
    /// <summary>False when there is no such session or it was ended before.</summary>
    public async Task<bool> EndAsync(SessionId id)
    {
        var ended = sessions.Close(id);
        Cut(caller => caller is Credential.Session session && session.Record.Id == id);
        return await RecordAsync(ended, $"the owner ends session {id.Value}");
    }

    /// <summary>False when there is no such token or it was taken back before.</summary>
    public async Task<bool> EndAsync(TokenId id)
    {
        var ended = tokens.Close(id);
        Cut(caller => caller is Credential.Scoped scoped && scoped.Record.Id == id);
        return await RecordAsync(ended, $"the owner takes back token {id.Value}");
    }

    /// <summary>Ends every session but the one that asks, and the links that would open others; says how many.</summary>
    public async Task<int> EndAllAsync(SessionId? except)
    {
        codes.Clear();
        var ended = sessions.CloseAll(except);
        Cut(caller => caller is Credential.Session session && session.Record.Id != except);
        await RecordAsync(true, $"the owner ends {ended} sessions and every unused login link");
        return ended;
    }

    /// <summary>Makes a new bearer token. Returns it, with the number of connections of the old one that were cut.</summary>
    public async Task<(string Token, int Cut)> RotateTokenAsync()
    {
        var fresh = token.Rotate();
        var cut = Cut(caller => caller is Credential.Token used && !token.IsCurrent(used.Generation));
        await RecordAsync(true, "the owner makes a new token; the one before opens nothing");
        return (fresh, cut);
    }

    private async Task<bool> RecordAsync(bool ended, string line)
    {
        if (ended)
        {
            await gate.Ledger.RecordRevocationAsync(line);
        }

        return ended;
    }

    private int Cut(Func<Credential, bool> whose) => events.Cut(whose) + calls.Cut(whose);
}
