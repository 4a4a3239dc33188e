using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>
/// Says in an authority's certificate for which hosts, and names below them, it can vouch (RFC 5280 section 4.2.1.10). Who trusts it does
/// not trust it for a bank, as far as his program heeds constraints of a root: browsers do, some libraries do not.
/// </summary>
internal static class NameConstraints
{
    public const string Oid = "2.5.29.30";

    private const int PermittedSubtrees = 0;

    // The choices of GeneralName, RFC 5280 section 4.2.1.6.
    private const int DnsName = 2;
    private const int IpAddress = 7;

    /// <summary>Critical: who does not understand it must not trust the certificate.</summary>
    public static X509Extension For(CertificateHosts hosts)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        using (der.PushSequence(Context(PermittedSubtrees, constructed: true)))
        {
            foreach (var name in hosts.Names)
            {
                using (der.PushSequence())
                {
                    der.WriteCharacterString(UniversalTagNumber.IA5String, name, Context(DnsName));
                }
            }

            foreach (var address in hosts.Addresses)
            {
                using (der.PushSequence())
                {
                    der.WriteOctetString(WithMask(address), Context(IpAddress));
                }
            }
        }

        return new X509Extension(Oid, der.Encode(), critical: true);
    }

    // The address, then a mask of the same length with every bit set.
    private static byte[] WithMask(IPAddress address)
    {
        var bytes = new byte[address.AddressFamily == AddressFamily.InterNetwork ? 8 : 32];
        Array.Fill(bytes, byte.MaxValue);
        address.GetAddressBytes().CopyTo(bytes, 0);
        return bytes;
    }

    private static Asn1Tag Context(int number, bool constructed = false) => new(TagClass.ContextSpecific, number, constructed);
}
