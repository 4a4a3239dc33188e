namespace Gatehouse.Server.Configuration;

/// <summary>Where the gateway's certificate lies. Its presence turns the listener to HTTPS.</summary>
/// <param name="Certificate">Full path of a PEM file: the server's certificate, then those between it and a known authority.</param>
/// <param name="Key">Full path of a PEM file that only its owner can read.</param>
internal sealed record TlsSettings(string Certificate, string Key);
