using Gatehouse.Security.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>The owner's bearer token: configured, or random for as long as this server runs.</summary>
internal sealed class OwnerToken
{
    private readonly TokenHash _hash;

    public OwnerToken(string? configured)
    {
        Text = configured ?? BearerToken.Create().Text;
        _hash = TokenHash.Of(Text);
    }

    /// <summary>The token, for <c>gatehouse token show</c> alone.</summary>
    public string Text { get; }

    public bool Matches(string? presented) => _hash.Matches(presented);

    public override string ToString() => "[token]";
}
