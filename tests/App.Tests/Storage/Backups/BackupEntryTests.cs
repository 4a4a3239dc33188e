using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Storage.Backups;

namespace Gatehouse.App.Tests.Storage.Backups;

/// <summary>What somebody who knows the passphrase can put into a backup.</summary>
public sealed class BackupEntryTests : IDisposable
{
    private static readonly byte[] Small = Encoding.ASCII.GetBytes("not a database");

    private readonly TempFolder _temp = new();
    private byte[] _behind = [];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Takes_the_two_databases_in_their_order() => Assert.Null(Refusal(Entry("gatehouse.db"), Entry("ledger.db")));

    [Theory]
    [InlineData("no database", "gatehouse.db")]
    [InlineData("other order", "ledger.db", "gatehouse.db")]
    [InlineData("another name", "gatehouse.db", "settings.json")]
    [InlineData("a path out of the folder", "../x", "ledger.db")]
    [InlineData("an absolute path", "/tmp/gatehouse.db", "ledger.db")]
    [InlineData("a path to the same", "./gatehouse.db", "ledger.db")]
    [InlineData("a third", "gatehouse.db", "ledger.db", "more.db")]
    [InlineData("one twice", "gatehouse.db", "gatehouse.db", "ledger.db")]
    [InlineData("one twice at the end", "gatehouse.db", "ledger.db", "ledger.db")]
    [InlineData("the manifest twice", "manifest.json", "gatehouse.db", "ledger.db")]
    public void Refuses_other_entries(string why, params string[] names)
    {
        Assert.True(Refusal([.. names.Select(name => Entry(name))]) is not null, why);
        Assert.Equal(["unpacked"], Directory.EnumerateFileSystemEntries(_temp.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Directory)]
    [InlineData(TarEntryType.Fifo)]
    public void Refuses_entries_that_are_no_files(TarEntryType type)
    {
        var entry = new UstarTarEntry(type, "gatehouse.db");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        Assert.NotNull(Refusal(entry, Entry("ledger.db")));
    }

    [Fact]
    public void Refuses_an_entry_that_is_larger_than_its_manifest_says() =>
        Assert.NotNull(Refusal(Entry("gatehouse.db", [.. Small, 0]), Entry("ledger.db")));

    [Fact]
    public void Refuses_an_entry_with_another_hash() =>
        Assert.Contains("not the one", Refusal(Entry("gatehouse.db", [.. Small.Reverse()]), Entry("ledger.db")));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{}", "without anything")]
    [InlineData("[]", "another kind")]
    [InlineData("{\"v\":2,\"files\":[],\"head_seq\":0,\"head_hash\":\"\"}", "another version")]
    [InlineData("{\"v\":1,\"files\":[],\"head_seq\":0,\"head_hash\":\"\"}", "no files")]
    [InlineData("{\"v\":1,\"files\":null,\"head_seq\":0,\"head_hash\":\"\"}", "null in place of files")]
    public void Refuses_other_manifests(string manifest, string why) =>
        Assert.True(Refusal(manifest, Entry("gatehouse.db"), Entry("ledger.db")) is not null, why);

    [Fact]
    public void Refuses_a_manifest_beyond_its_limit() =>
        Assert.NotNull(Refusal(new string(' ', BackupContent.MaxManifestBytes + 1), Entry("gatehouse.db"), Entry("ledger.db")));

    [Fact]
    public void Refuses_a_size_beyond_the_limit_before_it_reads_any_of_it()
    {
        var manifest = Manifest(BackupContent.MaxFileBytes + 1);
        Assert.Contains("manifest", Refusal(manifest, Entry("gatehouse.db"), Entry("ledger.db")));
    }

    [Theory]
    [InlineData(1, 1, "a byte behind the end")]
    [InlineData(1024, 0, "as much again as tar ends with")]
    [InlineData(200_000, 0, "chunks of nothing, of which some could be cut off")]
    public void Refuses_what_stands_behind_the_end_of_the_tar(int length, byte value, string why)
    {
        _behind = [.. Enumerable.Repeat(value, length)];

        Assert.True(Refusal(Entry("gatehouse.db"), Entry("ledger.db")) is not null, why);
    }

    private static string Manifest(long size) =>
        $$"""
            {"v":1,"files":[{"name":"gatehouse.db","size":{{size}},"sha256":"{{Hash}}","schema":70},
            {"name":"ledger.db","size":{{Small.Length}},"sha256":"{{Hash}}","schema":2}],"head_seq":0,"head_hash":"{{Hash}}"}
            """;

    private static string Hash => Convert.ToHexStringLower(SHA256.HashData(Small));

    private static UstarTarEntry Entry(string name, byte[]? content = null) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content ?? Small) };

    private string? Refusal(params TarEntry[] entries) => Refusal(Manifest(Small.Length), entries);

    private string? Refusal(string manifest, params TarEntry[] entries)
    {
        var header = BackupHeader.Create("0.1.0", TimeProvider.System.GetUtcNow());
        var key = new byte[32];
        using var file = new MemoryStream();
        using (var seal = ChunkSeal.WithKey(header, key))
        using (var sealing = new SealingStream(file, seal, CancellationToken.None))
        {
            using (var tar = new TarWriter(sealing, TarEntryFormat.Ustar, leaveOpen: true))
            {
                tar.WriteEntry(Entry("manifest.json", Encoding.UTF8.GetBytes(manifest)));
                foreach (var entry in entries)
                {
                    tar.WriteEntry(entry);
                }
            }

            sealing.Write(_behind);
            sealing.Finish();
        }

        file.Position = 0;
        try
        {
            using var seal = ChunkSeal.WithKey(header, key);
            BackupFile.Unpack(file, seal, Directory.CreateDirectory(_temp["unpacked"]).FullName, new Silent(), CancellationToken.None);
            return null;
        }
        catch (BackupRefusedException refused)
        {
            return refused.Message;
        }
    }
}
