namespace Gatehouse.Contracts.Grants;

/// <summary>One standing approval: requests of this method to exactly this host, port and path, with any query and body.</summary>
/// <param name="Expires">Null when it stands until it is revoked.</param>
/// <param name="Expired">Whether its time is over: it allows nothing any more, and leaves the list some days later.</param>
/// <param name="Line">The whole of it in one line.</param>
public sealed record GrantView(
    string Id,
    string Method,
    string Host,
    int Port,
    string Path,
    DateTimeOffset Since,
    DateTimeOffset? Expires,
    string Line,
    bool Expired = false
);
