namespace Gatehouse.Server.Configuration;

/// <summary>Reads where the certificate lies. The files themselves are looked at when the server starts.</summary>
internal static class TlsReader
{
    public static TlsSettings? Read(SettingValues values)
    {
        var (certificate, key) = (values.Text(SettingNames.GatewayTlsCert), values.Text(SettingNames.GatewayTlsKey));
        RefuseRelative(values, SettingNames.GatewayTlsCert, certificate);
        RefuseRelative(values, SettingNames.GatewayTlsKey, key);
        if (certificate is not null && key is not null)
        {
            return new TlsSettings(certificate, key);
        }

        if (certificate is not null || key is not null)
        {
            values.Refuse(
                certificate is null ? SettingNames.GatewayTlsCert : SettingNames.GatewayTlsKey,
                $"must be set too: HTTPS needs {SettingNames.GatewayTlsCert} and {SettingNames.GatewayTlsKey}. `gatehouse tls init` makes both files."
            );
        }

        return null;
    }

    private static void RefuseRelative(SettingValues values, string name, string? path)
    {
        if (path is not null && !Path.IsPathFullyQualified(path))
        {
            values.Refuse(name, "must be the full path of a PEM file, starting with /.");
        }
    }
}
