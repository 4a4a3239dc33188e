using System.Text;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>Reads the files that TLS settings name.</summary>
internal static class PemFile
{
    /// <summary>A chain of ten certificates has 20 KB.</summary>
    private const int MaxBytes = 256 * 1024;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <param name="setting">Which names the file, for the message.</param>
    /// <param name="secret">Whether only its owner may be able to read it.</param>
    /// <exception cref="TlsUnusableException">It cannot be read, is too large, or is open to others.</exception>
    public static string Read(string path, string setting, bool secret)
    {
        try
        {
            // One open file for both questions: by its name it could be another one the next moment.
            using var file = File.OpenHandle(path);
            if (secret && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OfOthers) is not UnixFileMode.None and var open)
            {
                throw new TlsUnusableException(
                    $"{setting}={path}: other users of this machine may open the private key ({open}). Fix: chmod 600 '{path}', and make a "
                        + "new key if others may have read it."
                );
            }

            var length = RandomAccess.GetLength(file);
            if (length is 0 or > MaxBytes)
            {
                throw new TlsUnusableException($"{setting}={path}: must be a PEM file of at most {MaxBytes / 1024} KB.");
            }

            var bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, 0);
            return Encoding.UTF8.GetString(bytes, 0, read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TlsUnusableException(
                $"{setting}={path}: cannot be read: {e.Message} `gatehouse tls init` makes a certificate and its key.",
                e
            );
        }
    }
}
