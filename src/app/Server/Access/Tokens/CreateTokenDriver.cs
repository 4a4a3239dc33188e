using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Tokens;

namespace Gatehouse.Server.Access.Tokens;

/// <summary>Makes a planned token good.</summary>
internal sealed class CreateTokenDriver(TokenTable table) : IEffectDriver<CreateToken>
{
    public Task<EffectOutput> ExecuteAsync(CreateToken effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        if (!TokenHash.TryParse(effect.Hash, out var hash) || TokenScopes.Parse(effect.Scope) is null)
        {
            throw new EffectFailedException(FailureReason.BadArguments, "There is no such scope, or the token's hash is none.");
        }

        table.Add(
            new TokenRecord(
                new TokenId(pass.Effect.Value),
                hash,
                effect.Name,
                effect.Scope,
                DateTimeOffset.FromUnixTimeMilliseconds(effect.Created),
                Expires: effect.Expires == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(effect.Expires)
            )
        );
        return Task.FromResult(new EffectOutput($"token {pass.Effect.Value} is good", Label: Label.OfAssistant));
    }

    public Task<bool?> WasDoneAsync(EffectId effect, CancellationToken ct) =>
        Task.FromResult<bool?>(table.Find(new TokenId(effect.Value)) is not null);
}
