namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the certificate is good today and for some time.</summary>
internal sealed class TlsExpiryCheck : IDoctorCheck
{
    /// <summary>A month to renew it in.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private const string Fix = "gatehouse tls init --force makes a new one; a running server takes it without a restart.";

    public string Id => "tls.expiry";

    public string Good => "The certificate is good for a month and more, or HTTPS is off.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        using var certificate = ServerCertificate.Of(facts);
        if (certificate is null)
        {
            yield break;
        }

        var (now, from, to) = (facts.Clock.GetUtcNow(), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (now >= to)
        {
            yield return DoctorFinding.Fail($"The certificate expired on {to:yyyy-MM-dd}: browsers refuse the page.", Fix);
        }
        else if (now < from)
        {
            yield return DoctorFinding.Fail(
                $"The certificate begins on {from:yyyy-MM-dd HH:mm} UTC.",
                $"Look at the clock. If it is right: {Fix}"
            );
        }
        else if (to - now < Soon)
        {
            yield return DoctorFinding.Warn($"The certificate expires on {to:yyyy-MM-dd}.", Fix);
        }
    }
}
