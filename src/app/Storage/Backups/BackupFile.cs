using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Gatehouse.Storage.Home;

namespace Gatehouse.Storage.Backups;

/// <summary>A backup that is being read: decrypted, taken apart, compared with its own manifest.</summary>
internal static class BackupFile
{
    // What tar ends with: two empty blocks.
    private const int TarEndBytes = 1024;
    private const int CopyBytes = 128 * 1024;

    /// <summary>Writes the databases into a folder that is there and empty.</summary>
    /// <exception cref="BackupRefusedException">The passphrase is wrong, or the file is not what a backup is.</exception>
    public static (BackupHeader Header, BackupManifest Manifest) Unpack(
        string file,
        ReadOnlySpan<byte> passphrase,
        string folder,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        using var source = Open(file);
        var header = BackupHeader.Read(source);
        using var seal = ChunkSeal.Derive(header, passphrase);
        return (header, Unpack(source, seal, folder, progress, ct));
    }

    /// <param name="source">At the end of its header.</param>
    internal static BackupManifest Unpack(
        Stream source,
        ChunkSeal seal,
        string folder,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        using var opening = new OpeningStream(source, seal, ct);
        try
        {
            // Not disposed: that would read on.
            var tar = new TarReader(opening, leaveOpen: true);
            var manifest = ReadManifest(tar);
            foreach (var (index, described) in manifest.Files.Index())
            {
                progress.Report(new BackupProgress("reading", index, manifest.Files.Count));
                Take(Next(tar, described.Name, described.Size), described, Path.Combine(folder, described.Name));
            }

            if (tar.GetNextEntry() is { } more)
            {
                throw Unexpected(more);
            }

            CheckEnd(opening);
            return manifest;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new BackupRefusedException("The backup's content is not what Gatehouse writes. Nothing was restored.", broken);
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, CopyBytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"{file} cannot be read: {problem.Message}", problem);
        }
    }

    private static BackupManifest ReadManifest(TarReader tar)
    {
        var entry = Next(tar, BackupContent.Manifest, size: null);
        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(bytes, BackupJson.Default.BackupManifest);
        }
        catch (JsonException broken)
        {
            throw new BackupRefusedException("The backup's manifest is none. Nothing was restored.", broken);
        }

        var good =
            manifest is { V: BackupHeader.Version, HeadSeq: >= 0, HeadHash.Length: 64 }
            && manifest.Files.Select(file => file.Name).SequenceEqual(BackupContent.Files)
            && manifest.Files.All(file => file.Size is > 0 and <= BackupContent.MaxFileBytes && file.Sha256.Length == 64);
        return good
            ? manifest!
            : throw new BackupRefusedException("The backup's manifest names what no backup holds. Nothing was restored.");
    }

    /// <summary>The next entry, which has to be this one.</summary>
    private static TarEntry Next(TarReader tar, string name, long? size)
    {
        var entry = tar.GetNextEntry() ?? throw new BackupRefusedException($"The backup holds no {name}. Nothing was restored.");
        if (
            entry.Name != name
            || entry.Format != TarEntryFormat.Ustar
            || entry.EntryType != TarEntryType.RegularFile
            || (size is null ? entry.Length is <= 0 or > BackupContent.MaxManifestBytes : entry.Length != size)
        )
        {
            throw Unexpected(entry);
        }

        return entry;
    }

    private static void Take(TarEntry entry, BackedUpFile described, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var target = new FileStream(path, OwnerOnly.New());
        var buffer = new byte[CopyBytes];
        var left = described.Size;
        while (left > 0)
        {
            var read = entry.DataStream!.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new BackupRefusedException($"The {described.Name} in the backup is shorter than it says. Nothing was restored.");
            }

            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
            left -= read;
        }

        target.Flush(flushToDisk: true);
        if (!string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), described.Sha256, StringComparison.Ordinal))
        {
            throw new BackupRefusedException(
                $"The {described.Name} in the backup is not the one its manifest tells of. Nothing was restored."
            );
        }
    }

    /// <summary>Nothing follows; and only the last chunk shows that nothing was cut off.</summary>
    private static void CheckEnd(OpeningStream opening)
    {
        var rest = new byte[TarEndBytes + 1];
        var length = opening.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        if (length > TarEndBytes || rest.AsSpan(0, length).ContainsAnyExcept((byte)0))
        {
            throw new BackupRefusedException("Something follows the end of the backup's content. Nothing was restored.");
        }
    }

    private static BackupRefusedException Unexpected(TarEntry entry) =>
        new($"The backup holds an entry that no backup holds ({entry.EntryType}, {entry.Length:N0} bytes). Nothing was restored.");
}
