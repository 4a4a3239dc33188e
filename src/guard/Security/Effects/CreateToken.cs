namespace Gatehouse.Security.Effects;

/// <summary>
/// Lets whoever holds a new token in, within a scope. The token itself is not here: only what it is compared with. The effect's own id is
/// the token's, in lists and in the ledger; it opens nothing.
/// </summary>
/// <param name="Created">Unix time, milliseconds.</param>
/// <param name="Expires">Unix time, milliseconds; 0 for never.</param>
/// <param name="Hash">The token's SHA-256, 64 lower-case hex digits.</param>
public sealed record CreateToken(string Name, string Scope, long Created, long Expires, string Hash) : Effect
{
    public override EffectKind Kind => EffectKind.CreateToken;

    public override Durability Durability => Durability.Durable;

    // The row has the effect's own id and is written once: done again it is the same, and after a crash it can be looked up.
    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"create a token with the scope {Scope}";

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("name", Name);
        writer.Text("scope", Scope);
        writer.Number("created", Created);
        writer.Number("expires", Expires);
        writer.Text("hash", Hash);
    }
}
