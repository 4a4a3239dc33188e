using System.Net;

namespace Gatehouse.Testing;

/// <summary>A request as an origin got it: the target and the headers as sent, the body whole.</summary>
public sealed record OriginRequest(
    string Method,
    string RawTarget,
    string Host,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    string Protocol,
    string? Sni,
    IPAddress LocalAddress,
    IPAddress RemoteAddress
)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
