namespace Gatehouse.Contracts.Tls;

/// <summary>A certificate that was made, and where it lies.</summary>
/// <param name="Authority">The authority's certificate, for devices to trust.</param>
/// <param name="Hosts">Names and addresses that the certificate is good for.</param>
/// <param name="NewAuthority">False when the authority of last time signed it: nothing has to be trusted anew.</param>
/// <param name="Settings">What to set.</param>
public sealed record TlsFilesView(
    string Authority,
    string Certificate,
    string Key,
    IReadOnlyList<string> Hosts,
    DateTimeOffset Expires,
    DateTimeOffset AuthorityExpires,
    bool NewAuthority,
    IReadOnlyDictionary<string, string> Settings
);
