using System.Net;
using Gatehouse.Security.Net;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the page leaves this machine unencrypted.</summary>
internal sealed class PlaintextCheck : IDoctorCheck
{
    private const string Fix =
        "Keep 127.0.0.1 and reach it with `ssh -L 3000:127.0.0.1:3000 HOST`, or switch to HTTPS: `gatehouse tls init` says how.";

    public string Id => "listeners.plaintext";

    public string Good => "Nothing is served unencrypted beyond this machine.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        var gateway = facts.Settings.Gateway;
        if (gateway.Tls is null && IsBeyond(gateway.Host))
        {
            yield return DoctorFinding.Fail(
                $"The settings serve plain HTTP on {gateway.Host}: everyone on that network can read along and take the token.",
                Fix
            );
        }

        foreach (var address in facts.Server?.Surface.Listeners.SelectMany(listener => listener.Addresses) ?? [])
        {
            if (
                Uri.TryCreate(address, UriKind.Absolute, out var url)
                && url.Scheme == Uri.UriSchemeHttp
                && (!IPAddress.TryParse(url.Host, out var bound) || IsBeyond(bound))
            )
            {
                yield return DoctorFinding.Fail($"The running server serves plain HTTP on {address}.", Fix);
            }
        }
    }

    private static bool IsBeyond(IPAddress address) => AddressClassifier.Classify(address) != AddressClass.Loopback;
}
