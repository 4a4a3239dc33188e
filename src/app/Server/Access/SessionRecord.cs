namespace Gatehouse.Server.Access;

/// <summary>A browser session as it is stored: both halves as SHA-256 in hex, so that a stolen file opens nothing.</summary>
internal sealed record SessionRecord(string CookieHash, string PageKeyHash, DateTimeOffset Created, DateTimeOffset Expires);
