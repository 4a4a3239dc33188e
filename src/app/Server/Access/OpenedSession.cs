using Gatehouse.Security.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>Both halves of a fresh session, for the one answer that hands them over.</summary>
internal sealed record OpenedSession(BearerToken Cookie, BearerToken PageKey, DateTimeOffset Expires);
