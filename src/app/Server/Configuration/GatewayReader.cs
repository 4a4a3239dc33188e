using System.Net;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Net;

namespace Gatehouse.Server.Configuration;

/// <summary>Reads the gateway's settings.</summary>
internal static class GatewayReader
{
    /// <summary>Shortest configured token. 16 characters of a random 64-letter alphabet are 96 bits; less invites words.</summary>
    private const int MinTokenLength = 16;

    public static GatewaySettings Read(SettingValues values)
    {
        var tls = TlsReader.Read(values);
        return new(
            Host(values, tls),
            (int)values.Number(SettingNames.GatewayPort, 3000, 0, 65535, "a port"),
            Token(values),
            PublicUrl(values),
            tls
        )
        {
            TrustedProxies = ProxyReader.Read(values),
        };
    }

    private static IPAddress Host(SettingValues values, TlsSettings? tls)
    {
        var allowPlaintext = values.Flag(SettingNames.GatewayAllowPlaintext);
        var text = values.Text(SettingNames.GatewayHost);
        if (text is null)
        {
            return IPAddress.Loopback;
        }

        // Only the plain form: the parser alone takes 0x7f.1 and 2130706433 too.
        if (!IPAddress.TryParse(text, out var address) || address.ToString() != text)
        {
            values.Refuse(SettingNames.GatewayHost, "must be an IP address in its plain form, such as 127.0.0.1 or ::1.");
            return IPAddress.Loopback;
        }

        if (AddressClassifier.Classify(address) != AddressClass.Loopback && tls is null && !allowPlaintext)
        {
            values.Refuse(
                SettingNames.GatewayHost,
                "would send your token over the network unencrypted. Keep 127.0.0.1 and reach it with `ssh -L 3000:127.0.0.1:3000 HOST`, "
                    + "or switch to HTTPS: `gatehouse tls init` says how. A TLS proxy on another machine needs GATEWAY_PUBLIC_URL; "
                    + "GATEWAY_ALLOW_PLAINTEXT=true starts it all the same."
            );
        }

        return address;
    }

    private static string? Token(SettingValues values)
    {
        var token = values.Text(SettingNames.GatewayAuthToken);
        if (token is null)
        {
            return null;
        }

        if (token.Length < MinTokenLength || token.Any(c => c is <= ' ' or > '~'))
        {
            values.Refuse(
                SettingNames.GatewayAuthToken,
                $"must have at least {MinTokenLength} visible ASCII characters and no space. `openssl rand -hex 32` makes a good one; "
                    + "unset, the server makes its own.",
                showValue: false
            );
        }

        return token;
    }

    private static RequestTarget? PublicUrl(SettingValues values)
    {
        if (values.Text(SettingNames.GatewayPublicUrl) is not { } text)
        {
            return null;
        }

        if (!RequestTarget.TryParse(text, out var url, out var why))
        {
            values.Refuse(
                SettingNames.GatewayPublicUrl,
                TargetRejectionText.Describe(why),
                showValue: !text.Contains('@', StringComparison.Ordinal)
            );
            return null;
        }

        if (url.PathAndQuery != "/")
        {
            values.Refuse(SettingNames.GatewayPublicUrl, "must be scheme, host and port only, such as https://gatehouse.example.");
        }

        return url;
    }
}
