using System.Buffers.Text;
using System.Security.Cryptography;
using Gatehouse.Security.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>One-time codes of login links. Held as hashes, in memory: a restart ends them all.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LoginCodes(TimeProvider clock)
{
    /// <summary>256 bits: guessing is hopeless within the life of a code.</summary>
    private const int CodeBytes = 32;

    /// <summary>Live codes; a new one ends the oldest.</summary>
    private const int MaxLive = 5;

    /// <summary>Long enough to reach for a phone, short enough that a scrollback holds no key.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<(TokenHash Hash, DateTimeOffset Expires)> _live = [];

    public (string Code, DateTimeOffset Expires) Create()
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        var expires = clock.GetUtcNow() + Lifetime;
        lock (_gate)
        {
            if (_live.Count >= MaxLive)
            {
                _live.RemoveAt(0);
            }

            _live.Add((TokenHash.Of(code), expires));
        }

        return (code, expires);
    }

    /// <summary>Ends all that are not used yet.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _live.Clear();
        }
    }

    /// <summary>Uses a code up. False for one that is unknown, used or too old.</summary>
    public bool TryRedeem(string code)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _live.RemoveAll(entry => entry.Expires <= now);
            return _live.RemoveAll(entry => entry.Hash.Matches(code)) > 0;
        }
    }
}
