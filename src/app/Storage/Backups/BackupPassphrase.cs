using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Storage.Backups;

/// <summary>What a backup may be locked with.</summary>
public static class BackupPassphrase
{
    /// <summary>Characters. Whoever has the file can try passphrases for as long as he likes, without asking anybody.</summary>
    public const int MinLength = 12;

    /// <summary>Bytes of UTF-8: many times any phrase that a person types.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Why a new backup is not locked with it; null when it may be.</summary>
    public static string? Problem(ReadOnlySpan<byte> passphrase)
    {
        Span<char> characters = stackalloc char[MaxBytes];
        try
        {
            return passphrase.Length > MaxBytes ? $"The passphrase is longer than {MaxBytes} bytes. Choose a shorter one."
                : Count(passphrase, characters) < MinLength
                    ? $"The passphrase is too short: {MinLength} characters at least, because whoever finds the file can try passphrases without limit. Several words are easy to keep in mind."
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(characters));
        }
    }

    private static int Count(ReadOnlySpan<byte> passphrase, Span<char> characters)
    {
        var count = 0;
        foreach (var _ in characters[..Encoding.UTF8.GetChars(passphrase, characters)].EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
