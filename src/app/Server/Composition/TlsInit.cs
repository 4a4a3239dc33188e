using Gatehouse.Contracts.Tls;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Listening.Tls;

namespace Gatehouse.Server.Composition;

/// <summary>Makes a certificate for the gateway, and an authority that signs it, under the home folder.</summary>
public static class TlsInit
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <param name="hosts">Names and addresses beside localhost, 127.0.0.1 and ::1.</param>
    /// <param name="force">Whether a certificate that is there may be replaced. An authority that still fits is kept even then.</param>
    /// <exception cref="ArgumentException">A host is none; the message names it.</exception>
    /// <exception cref="IOException">Something is there already, or cannot be written; the message says what.</exception>
    public static TlsFilesView Create(string home, IEnumerable<string> hosts, bool force, TimeProvider clock)
    {
        var (names, now) = (CertificateHosts.Of(hosts), clock.GetUtcNow());
        var folder = Path.Combine(home, "tls");
        string[] files = [In(folder, "ca.pem"), In(folder, "ca.key"), In(folder, "server.pem"), In(folder, "server.key")];
        if (!force && Array.Find(files, File.Exists) is { } there)
        {
            throw new IOException($"{there} is there already and was left alone. --force replaces the certificate.");
        }

        MakeFolder(home);
        MakeFolder(folder);
        var kept = Kept(files[0], files[1], names, now);
        using var authority = kept ?? LocalAuthority.Create(names, now);
        var (authorityPem, authorityKey) = authority.Export();
        var (certificate, key, expires) = authority.Issue(names, now);
        if (kept is null)
        {
            Write(files[1], authorityKey);
            Write(files[0], authorityPem);
        }

        Write(files[3], key);
        Write(files[2], certificate);
        return new TlsFilesView(
            files[0],
            files[2],
            files[3],
            [.. names.Hosts.Select(host => host.Literal?.ToString() ?? host.Value)],
            expires,
            authority.NotAfter,
            kept is null,
            new Dictionary<string, string> { [SettingNames.GatewayTlsCert] = files[2], [SettingNames.GatewayTlsKey] = files[3] }
        );
    }

    private static LocalAuthority? Kept(string certificate, string key, CertificateHosts hosts, DateTimeOffset now) =>
        File.Exists(certificate) && File.Exists(key)
            ? LocalAuthority.Reuse(File.ReadAllText(certificate), File.ReadAllText(key), hosts, now)
            : null;

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new IOException("the home needs Unix file modes; on Windows, run Gatehouse in WSL or a container.");
        }

        Directory.CreateDirectory(path, OwnerFolder);
        // Also one that was there before, with whatever mode.
        File.SetUnixFileMode(path, OwnerFolder);
    }

    // Whole or not at all: a running server may read at any moment.
    private static void Write(string path, string text)
    {
        var fresh = $"{path}.new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using (var file = new StreamWriter(fresh, options))
        {
            file.Write(text);
        }

        File.Move(fresh, path, overwrite: true);
    }

    private static string In(string folder, string name) => Path.Combine(folder, name);
}
