using Gatehouse.Server.Listening.Tls;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the certificate and its key can be used, and the key is the owner's alone.</summary>
internal sealed class TlsFilesCheck : IDoctorCheck
{
    public string Id => "tls.files";

    public string Good => "The certificate and its key can be used, or HTTPS is off.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        if (facts.Settings.Gateway.Tls is not { } files)
        {
            return [];
        }

        try
        {
            TlsCertificate.Load(files);
        }
        catch (TlsUnusableException e)
        {
            return [DoctorFinding.Fail("The certificate or its key cannot be used.", e.Message)];
        }

        return [];
    }
}
