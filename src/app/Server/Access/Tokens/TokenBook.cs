using Gatehouse.Security.Effects;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Tokens;

namespace Gatehouse.Server.Access.Tokens;

/// <summary>Tokens of programs. Stored as hashes, so they survive a restart and cannot be shown again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TokenBook(TokenTable table, TimeProvider clock)
{
    /// <summary>What every token begins with: a scanner of leaks knows it by that, and other credentials need no look into the table.</summary>
    public const string Prefix = "gh_";

    /// <summary>Live tokens: more programs than a person has, and few enough to read through.</summary>
    public const int MaxLive = 100;

    /// <summary>How exact "last used" is in the owner's list; a write per request would buy nothing.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    private static readonly int Length = Prefix.Length + BearerToken.Bytes * 2;

    /// <summary>A new token and the effect that makes it good. It opens nothing before that has happened.</summary>
    public (string Token, CreateToken Effect) Plan(TokenScope scope, string name, TimeSpan? life)
    {
        var (text, now) = (Prefix + BearerToken.Create().Text, clock.GetUtcNow());
        var expires = life is { } given ? (now + given).ToUnixTimeMilliseconds() : 0;
        return (text, new CreateToken(name, scope.Wire(), now.ToUnixTimeMilliseconds(), expires, TokenHash.Of(text).Hex));
    }

    /// <summary>The live token that was presented; null for anything else.</summary>
    public TokenRecord? Find(string? presented)
    {
        if (presented is null || presented.Length != Length || !presented.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var (token, now) = (table.Find(TokenHash.Of(presented)), clock.GetUtcNow());
        if (token is null || !token.IsLive(now) || !token.Hash.Matches(presented) || TokenScopes.Parse(token.Scope) is null)
        {
            return null;
        }

        if (token.LastUsed is not { } last || now - last >= TouchEvery)
        {
            table.Touch(token.Id, now);
        }

        return token;
    }

    /// <summary>Whether the token is still good.</summary>
    public bool IsOpen(TokenId id) => table.Find(id)?.IsLive(clock.GetUtcNow()) == true;

    /// <summary>One that was not taken back; null when there is none.</summary>
    public TokenRecord? Standing(TokenId id) => table.Find(id) is { Revoked: null } token ? token : null;

    /// <summary>Those that were not taken back, newest first; also when they are over, so that the owner sees why a program stands still.</summary>
    public IReadOnlyList<TokenRecord> Standing() => [.. table.List().Where(token => token.Revoked is null)];

    public bool HasRoom => Standing().Count(token => token.IsLive(clock.GetUtcNow())) < MaxLive;

    /// <summary>False when there is no such token or it was taken back before. What is under way goes on: <see cref="Revocation"/> ends both.</summary>
    public bool Close(TokenId id) => table.Revoke(id, clock.GetUtcNow());
}
