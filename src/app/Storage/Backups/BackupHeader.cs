using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Storage.Backups;

/// <summary>The readable beginning of a backup: lines of ASCII, always these, in this order, ended by an empty one.</summary>
/// <param name="Iterations">Of PBKDF2-HMAC-SHA512; <see cref="MinIterations"/> to <see cref="MaxIterations"/>.</param>
/// <param name="Salt">16 bytes.</param>
/// <param name="Product">Version of the program that wrote it.</param>
/// <param name="Created">UTC, whole seconds.</param>
internal sealed record BackupHeader(int Iterations, byte[] Salt, string Product, DateTimeOffset Created)
{
    public const int Version = 1;

    /// <summary>All that is ever written fits in half of it.</summary>
    public const int MaxBytes = 512;

    /// <summary>NIST SP 800-132 section 5.1 asks for 128 bits.</summary>
    public const int SaltBytes = 16;

    /// <summary>What is written: OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512, read in November 2026.</summary>
    public const int Iterated = 220_000;

    /// <summary>The least that is read, for as long as format 1 is: what its first backups were written with.</summary>
    public const int MinIterations = 220_000;

    /// <summary>Room for later versions; above it a header would only keep the machine busy (seconds here).</summary>
    public const int MaxIterations = 10_000_000;

    private const string Magic = "GATEHOUSE-BACKUP ";
    private const string Kdf = "kdf: PBKDF2-HMAC-SHA512";
    private const string Cipher = "cipher: AES-256-GCM, chunks of 65536 bytes";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static BackupHeader Create(string product, DateTimeOffset now) =>
        new(Iterated, RandomNumberGenerator.GetBytes(SaltBytes), product, now);

    public byte[] Bytes() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Magic}{Version}\n{Kdf}\niterations: {Iterations}\nsalt: {Convert.ToHexStringLower(Salt)}\n{Cipher}\nproduct: {Product}\ncreated: {Created.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)}\n\n"
            )
        );

    /// <summary>Reads it to its end, and not a byte further.</summary>
    /// <exception cref="BackupRefusedException">It is none, of a newer format, or asks for what may not be asked for.</exception>
    public static BackupHeader Read(Stream file)
    {
        var bytes = new byte[MaxBytes];
        var length = 0;
        for (; length < MaxBytes && (length < 2 || bytes[length - 1] != '\n' || bytes[length - 2] != '\n'); length++)
        {
            var next = file.ReadByte();
            if (next < 0)
            {
                break;
            }

            bytes[length] = (byte)next;
        }

        var text = Encoding.ASCII.GetString(bytes, 0, length);
        if (!text.StartsWith(Magic, StringComparison.Ordinal))
        {
            throw new BackupRefusedException(
                "This is no backup of Gatehouse: it does not begin like one. Name a file that `gatehouse backup` wrote."
            );
        }

        var lines = text.Split('\n');
        if (
            int.TryParse(lines[0].AsSpan(Magic.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version > Version
        )
        {
            throw new BackupRefusedException(
                $"A newer Gatehouse wrote this backup (format {version}; this program reads {Version}). Restore it with the newer program."
            );
        }

        // Whatever was read must be what would be written: no second spelling, nothing beside it.
        return Parse(lines) is { } header && header.Bytes().AsSpan().SequenceEqual(bytes.AsSpan(0, length)) ? header : throw Altered();
    }

    private static BackupHeader? Parse(string[] lines)
    {
        if (
            lines.Length != 9
            || !int.TryParse(After(lines[2], "iterations: "), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || After(lines[3], "salt: ") is not { Length: 2 * SaltBytes } salt
            || !salt.All(char.IsAsciiHexDigitLower)
            || After(lines[5], "product: ") is not { Length: > 0 } product
            || !DateTimeOffset.TryParseExact(
                After(lines[6], "created: "),
                TimeForm,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var created
            )
        )
        {
            return null;
        }

        return iterations is >= MinIterations and <= MaxIterations
            ? new BackupHeader(iterations, Convert.FromHexString(salt), product, created)
            : throw new BackupRefusedException(
                $"The backup's header asks for {iterations:N0} iterations; {MinIterations:N0} to {MaxIterations:N0} are taken. It was altered: use another copy."
            );
    }

    private static string? After(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;

    private static BackupRefusedException Altered() => new("The backup's header is damaged or was altered. Use another copy of the file.");
}
