using Gatehouse.Security.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>The owner's bearer token: configured, or random for as long as this server runs. In memory only.</summary>
/// <remarks>Thread-safe. Each rotation starts a new generation; whoever came in with an older one is out.</remarks>
internal sealed class OwnerToken
{
    private readonly Lock _gate = new();
    private volatile Valid _valid;

    public OwnerToken(string? configured)
    {
        IsConfigured = configured is not null;
        _valid = new Valid(configured ?? BearerToken.Create().Text, 0);
    }

    /// <summary>Whether a setting holds a token, which the next start takes again.</summary>
    public bool IsConfigured { get; }

    /// <summary>The token, for <c>gatehouse token show</c> and <c>rotate</c> alone.</summary>
    public string Text => _valid.Text;

    /// <summary>The generation that this token opens; null when it opens nothing.</summary>
    public int? Match(string? presented)
    {
        var valid = _valid;
        return valid.Hash.Matches(presented) ? valid.Generation : null;
    }

    public bool IsCurrent(int generation) => _valid.Generation == generation;

    /// <summary>Makes a new random token; the old one opens nothing from here on.</summary>
    public string Rotate()
    {
        lock (_gate)
        {
            _valid = new Valid(BearerToken.Create().Text, _valid.Generation + 1);
            return _valid.Text;
        }
    }

    public override string ToString() => "[token]";

    private sealed class Valid(string text, int generation)
    {
        public string Text => text;

        public int Generation => generation;

        public TokenHash Hash { get; } = TokenHash.Of(text);
    }
}
