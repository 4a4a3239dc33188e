using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Home;

namespace Gatehouse.Storage.Backups;

/// <summary>What was backed up.</summary>
/// <param name="Bytes">Size of the file that was written.</param>
public sealed record BackupMade(string File, long Bytes, DateTimeOffset Created, LedgerHead Head);

/// <summary>Writes a home's two databases to one encrypted file, whether or not a server uses them.</summary>
public static class HomeBackup
{
    /// <summary>How the folder in the home begins that holds the copies while the work lasts.</summary>
    private const string Kind = "backup-";

    /// <param name="file">A name that is not taken. It appears whole or not at all, readable by its owner only.</param>
    /// <param name="passphrase">Bytes of UTF-8. The caller wipes them.</param>
    /// <param name="product">Version of this program.</param>
    /// <exception cref="BackupRefusedException">The passphrase is too short, there is no home, the file is there, or a copy is not whole.</exception>
    /// <exception cref="IOException">The disk refuses, or is full.</exception>
    public static BackupMade Write(
        string home,
        string file,
        ReadOnlySpan<byte> passphrase,
        string product,
        TimeProvider clock,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        if (BackupPassphrase.Problem(passphrase) is { } weak)
        {
            throw new BackupRefusedException(weak);
        }

        CheckNames(home, file);
        var now = clock.GetUtcNow();
        var created = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        using var copies = WorkFolder.Create(home, Kind);
        Copy(home, copies, progress, ct);
        var manifest = Describe(copies, progress, ct);
        var bytes = WriteFile(file, BackupHeader.Create(product, created), manifest, copies, passphrase, progress, ct);
        return new BackupMade(file, bytes, created, new LedgerHead(manifest.HeadSeq, manifest.HeadHash));
    }

    private static void CheckNames(string home, string file)
    {
        if (BackupContent.Files.FirstOrDefault(name => !File.Exists(Path.Combine(home, name))) is { } missing)
        {
            throw new BackupRefusedException(
                $"{home} is no home of Gatehouse: there is no {missing} in it. Another home is named by --home or GATEHOUSE_HOME."
            );
        }

        if (Path.Exists(file))
        {
            throw new BackupRefusedException($"{file} is there already and was left alone. Name a new file.");
        }
    }

    private static void Copy(string home, WorkFolder copies, IProgress<BackupProgress> progress, CancellationToken ct)
    {
        using var lone = TryHold(home);
        foreach (var name in BackupContent.Files)
        {
            DatabaseSnapshot.Take(Path.Combine(home, name), lone is null, copies[name], progress, ct);
        }
    }

    /// <summary>Keeps servers away while the files are read without SQLite's locks; null when one is running, which keeps the locks.</summary>
    private static HomeLock? TryHold(string home)
    {
        try
        {
            var run = Path.Combine(home, "run");
            OwnerOnly.Folder(run);
            return HomeLock.Take(home, run);
        }
        catch (HomeInUseException)
        {
            return null;
        }
    }

    private static BackupManifest Describe(WorkFolder copies, IProgress<BackupProgress> progress, CancellationToken ct)
    {
        LedgerHead head;
        try
        {
            head = CopyCheck.Run(copies.Path, head: null, progress, ct);
        }
        catch (BackupRefusedException problem)
        {
            throw new BackupRefusedException(
                $"No backup was written, since it could not be restored. {problem.Message} Run `gatehouse doctor`; to keep the home as it is, stop the server and copy the folder.",
                problem
            );
        }

        var files = BackupContent.Files.Select(name => Describe(name, copies[name])).ToList();
        return new BackupManifest(BackupHeader.Version, files, head.Seq, head.Hash);
    }

    private static BackedUpFile Describe(string name, string path)
    {
        using var file = File.OpenRead(path);
        return file.Length <= BackupContent.MaxFileBytes
            ? new BackedUpFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), CopyCheck.Version(path))
            : throw new BackupRefusedException(
                $"{name} is larger than a backup takes ({BackupContent.MaxFileBytes:N0} bytes). Stop the server and copy the folder."
            );
    }

    private static long WriteFile(
        string file,
        BackupHeader header,
        BackupManifest manifest,
        WorkFolder copies,
        ReadOnlySpan<byte> passphrase,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        var fresh = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.part";
        try
        {
            long length;
            using (var target = new FileStream(fresh, OwnerOnly.New()))
            using (var seal = ChunkSeal.Derive(header, passphrase))
            using (var sealing = new SealingStream(target, seal, ct))
            {
                target.Write(header.Bytes());
                WriteEntries(sealing, header, manifest, copies, progress);
                sealing.Finish();
                target.Flush(flushToDisk: true);
                length = target.Length;
            }

            File.Move(fresh, file, overwrite: false);
            return length;
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private static void WriteEntries(
        Stream sealing,
        BackupHeader header,
        BackupManifest manifest,
        WorkFolder copies,
        IProgress<BackupProgress> progress
    )
    {
        using var tar = new TarWriter(sealing, TarEntryFormat.Ustar, leaveOpen: true);
        using var described = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
        tar.WriteEntry(Entry(BackupContent.Manifest, described, header.Created));
        foreach (var (index, name) in BackupContent.Files.Index())
        {
            progress.Report(new BackupProgress("writing", index, BackupContent.Files.Count));
            using var copy = File.OpenRead(copies[name]);
            tar.WriteEntry(Entry(name, copy, header.Created));
        }
    }

    private static UstarTarEntry Entry(string name, Stream content, DateTimeOffset time) =>
        new(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            ModificationTime = time,
        };
}
