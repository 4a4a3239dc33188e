using Gatehouse.Contracts.Tokens;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Configuration;
using Gatehouse.Storage.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Tokens for programs: making them passes the Gate as the owner's act, and taking them back is recorded before it is done.</summary>
internal static class TokenEndpoints
{
    /// <summary>Longest name, in characters: one line of a list.</summary>
    private const int MaxName = 64;

    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/tokens", List).WithFacts(Routes.Read("Tokens of programs"));
        app.MapPost("/api/tokens", CreateAsync).WithFacts(Routes.Write("Makes a token for a program, and shows it this once"));
        app.MapDelete("/api/tokens/{id}", RevokeAsync).WithFacts(Routes.Remove("Takes a program's token back; what it has under way ends"));
    }

    private static Ok<ScopedTokenList> List(TokenBook tokens, ServerClock clock) => TypedResults.Ok(View(tokens, clock.Now));

    private static async Task<IResult> CreateAsync(CreateTokenRequest request, TokenBook tokens, GateServices gate, CancellationToken ct)
    {
        if (TokenScopes.Parse(request.Scope) is not { } scope)
        {
            return Refusal.BadRequest($"scope must be {string.Join(" or ", Enum.GetValues<TokenScope>().Select(known => known.Wire()))}.");
        }

        var name = request.Name ?? "";
        if (name.Length > MaxName || VisibleText.Of(name, keepLineBreaks: false) != name)
        {
            return Refusal.BadRequest($"name may have {MaxName} visible characters in one line.");
        }

        if (!TryReadLife(request.ExpiresIn, out var life))
        {
            return Refusal.BadRequest("expires_in must be a duration from 1s to 365d, such as 1h, 1d or 30d, or none for no end.");
        }

        if (!tokens.HasRoom)
        {
            return Refusal.Conflict($"There are {TokenBook.MaxLive} tokens. Take one back first: `gatehouse tokens revoke ID`.");
        }

        var (text, effect) = tokens.Plan(scope, name, life);
        var (done, refused) = await OwnerEffects.RunAsync(gate, effect, "tokens", ct);
        if (done is null)
        {
            return refused!;
        }

        var created = DateTimeOffset.FromUnixTimeMilliseconds(effect.Created);
        var expires = effect.Expires == 0 ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(effect.Expires);
        return TypedResults.Ok(new CreatedToken(text, done.Effect.Value, name, effect.Scope, created, expires));
    }

    private static async Task<IResult> RevokeAsync(string id, TokenBook tokens, Revocation revocation, ServerClock clock) =>
        await revocation.EndAsync(new TokenId(id))
            ? TypedResults.Ok(View(tokens, clock.Now))
            : Refusal.NotFound("There is no such token, or it was taken back. `gatehouse tokens list` lists those that stand.");

    private static bool TryReadLife(string? text, out TimeSpan? life)
    {
        life = text is null or "none" ? null : DurationText.Parse(text);
        return text is null or "none" || (life >= TimeSpan.FromSeconds(1) && life <= LongestLife);
    }

    private static ScopedTokenList View(TokenBook tokens, DateTimeOffset now) =>
        new([
            .. tokens
                .Standing()
                .Select(token => new ScopedTokenView(
                    token.Id.Value,
                    token.Name,
                    token.Scope,
                    token.Created,
                    token.LastUsed,
                    token.Expires,
                    !token.IsLive(now)
                )),
        ]);
}
