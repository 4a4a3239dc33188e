using System.Text;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Home;

namespace Gatehouse.Storage.Ledger;

/// <summary><c>ledger.key</c> in the home: the key that signs the ledger's checkpoints, PKCS#8 in PEM, readable by its owner only.</summary>
/// <remarks>
/// Not encrypted: until there is a vault that seals it, whoever has the rights of the user who runs the server can read it and sign what he
/// likes. See <see cref="Checkpoint"/> for what a signature is worth then.
/// </remarks>
public static class LedgerKeyFile
{
    public const string Name = "ledger.key";

    private const string Fresh = $"{Name}.new";

    /// <summary>Longest file that is read, bytes: sixteen times what such a key takes.</summary>
    private const int MaxBytes = 4_096;

    /// <summary>Reads the key, or makes one when there is no file.</summary>
    /// <param name="folder">The home, which this process holds.</param>
    /// <returns>The key, and a sentence for the owner when the file was open to others.</returns>
    /// <exception cref="LedgerKeyUnusableException">What is there is no key of this kind, or is somebody else's.</exception>
    public static (LedgerKey Key, string? Notice) Open(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            using var file = HomeFile.Open(folder, Name, BeneathMode.Read);
            // The home has the user's own number: a key that another user put there is another user's to sign with.
            if (HomeFile.OwnerOf(path) is { } owner && HomeFile.OwnerOf(folder) is { } mine && owner != mine)
            {
                throw new LedgerKeyUnusableException(path, "it belongs to another user of this machine");
            }

            var notice = OwnerOnly.File(path)
                ? $"{path} was open to other users of this machine. It is now closed (0600); who has read it can sign in your ledger's name, so move it away to have a new one made."
                : null;
            return (Read(file, path), notice);
        }
        catch (FileNotFoundException)
        {
            return (Make(folder, path), null);
        }
        catch (BeneathException refused)
        {
            throw new LedgerKeyUnusableException(path, refused.Message.TrimEnd('.'));
        }
    }

    private static LedgerKey Read(FileStream file, string path)
    {
        var bytes = new byte[MaxBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > MaxBytes ? throw new LedgerKeyUnusableException(path, $"it is longer than {MaxBytes} bytes")
            : LedgerKey.FromPem(Encoding.UTF8.GetString(bytes, 0, length)) is { } key ? key
            : throw new LedgerKeyUnusableException(path, "it holds no private key on the curve P-256 (PKCS#8 in PEM, not encrypted)");
    }

    // Whole or not at all: half a key would keep the next start from happening.
    private static LedgerKey Make(string folder, string path)
    {
        var key = LedgerKey.Create();
        using (var file = HomeFile.Open(folder, Fresh, BeneathMode.Replace))
        {
            file.Write(Encoding.UTF8.GetBytes(key.ToPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(Path.Combine(folder, Fresh), path, overwrite: false);
        return key;
    }
}
