namespace Gatehouse.Contracts.Sessions;

/// <summary>One browser that is signed in.</summary>
/// <param name="LastSeen">Exact to five minutes.</param>
/// <param name="UserAgent">What the browser calls itself; at most 200 visible characters, from outside.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record SessionView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset LastSeen,
    DateTimeOffset Expires,
    string UserAgent,
    bool Current
);
