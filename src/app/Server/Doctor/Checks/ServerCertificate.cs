using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Listening.Tls;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>The gateway's certificate without its key.</summary>
internal static class ServerCertificate
{
    /// <returns>Null when there is none, or none that can be read, which is another check's to tell.</returns>
    public static X509Certificate2? Of(DoctorFacts facts)
    {
        try
        {
            return facts.Settings.Gateway.Tls is { } files
                ? X509Certificate2.CreateFromPem(PemFile.Read(files.Certificate, SettingNames.GatewayTlsCert, secret: false))
                : null;
        }
        catch (Exception e) when (e is TlsUnusableException or CryptographicException)
        {
            return null;
        }
    }
}
