using Gatehouse.Server.Access.Tokens;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>Reads what a request shows. What is shown first counts: a wrong token is not saved by a good cookie.</summary>
internal sealed class CredentialReader(OwnerToken token, TokenBook tokens, SessionBook sessions)
{
    private const string Scheme = "Bearer ";
    private const string QueryName = "token";

    public Credential Read(HttpContext context, RouteFacts facts)
    {
        if (ListenerMark.Of(context) == Listeners.Control)
        {
            return new Credential.Peer();
        }

        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count > 0)
        {
            return Judge(authorization.Count == 1 ? Bearer(authorization[0]) : null);
        }

        if (facts.QueryToken && context.Request.Query.TryGetValue(QueryName, out var query))
        {
            return Judge(query.Count == 1 ? query[0] : null);
        }

        return Session(context.Request, facts.Upgrade);
    }

    /// <summary>Whether a credential that opened something would still open it; for what outlives the request's own check.</summary>
    public bool StillOpens(Credential credential) =>
        credential switch
        {
            Credential.Session session => sessions.IsOpen(session.Record),
            Credential.Token used => token.IsCurrent(used.Generation),
            Credential.Scoped scoped => tokens.IsOpen(scoped.Record.Id),
            Credential.Peer => true,
            _ => false,
        };

    private Credential Judge(string? presented) =>
        token.Match(presented) is { } generation ? new Credential.Token(generation)
        : tokens.Find(presented) is { } found ? new Credential.Scoped(found, TokenScopes.Parse(found.Scope)!.Value)
        : new Credential.Wrong(BySession: false);

    private Credential Session(HttpRequest request, bool upgrade)
    {
        var cookie = request.Cookies[SessionBook.Cookie];
        // A page cannot set headers on an upgrade; there the key travels as a subprotocol, and nowhere else.
        var keys = upgrade ? Subprotocols.PageKeys(request) : request.Headers[SessionBook.PageHeader];
        // A browser attaches the cookie by itself, also for another page of this host: that is nobody's guess at a credential.
        return keys.Count == 0 ? new Credential.None()
            : keys.Count == 1 && sessions.Find(cookie, keys[0]) is { } session ? new Credential.Session(session)
            : new Credential.Wrong(BySession: true);
    }

    // RFC 9110 section 11.1: the scheme's case does not matter, the token's does.
    private static string? Bearer(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : null;
}
