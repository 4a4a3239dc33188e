using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Storage.Backups;

namespace Gatehouse.App.Tests.Storage.Backups;

/// <summary>A backup opens as it was written, or not at all.</summary>
public sealed class BackupFormatTests : IDisposable
{
    private const int Full = ChunkSeal.ChunkBytes + ChunkSeal.TagBytes;
    private const int Seed = 20261122;

    private readonly SampleHome _home = new();
    private readonly byte[] _bytes;
    private readonly int _header;
    private readonly Dictionary<string, byte[]> _keys = [];

    public BackupFormatTests()
    {
        _home.Write();
        _bytes = File.ReadAllBytes(_home.Backup);
        _header = _bytes.AsSpan().IndexOf("\n\n"u8) + 2;
    }

    private int Chunks => (_bytes.Length - _header + Full - 1) / Full;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Opens_as_it_was_written()
    {
        Assert.True(Chunks >= 4, $"{Chunks} chunks");
        Assert.Null(Refusal(_bytes));
    }

    [Fact]
    public void Holds_nothing_readable_but_its_header()
    {
        var text = Encoding.Latin1.GetString(_bytes, _header, _bytes.Length - _header);

        Assert.DoesNotContain("SQLite format", text);
        Assert.DoesNotContain("manifest", text);
        Assert.StartsWith("GATEHOUSE-BACKUP 1\nkdf: PBKDF2-HMAC-SHA512\niterations: 220000\n", Encoding.ASCII.GetString(_bytes));
    }

    [Fact]
    public void Two_backups_of_one_home_have_nothing_in_common_behind_the_header()
    {
        File.Delete(_home.Backup);
        _home.Write();
        var other = File.ReadAllBytes(_home.Backup);

        Assert.Equal(_bytes.Length, other.Length);
        Assert.NotEqual(_bytes.AsSpan(_header, 1024).ToArray(), other.AsSpan(_header, 1024).ToArray());
    }

    [Fact]
    public void Refuses_every_flipped_byte_of_the_header()
    {
        var salt = Encoding.ASCII.GetString(_bytes).IndexOf("salt: ", StringComparison.Ordinal) + "salt: ".Length;
        // A digit of the salt costs a derivation: some of them stand for all.
        var places = Enumerable.Range(0, _header).Where(at => at < salt || at >= salt + 32 || (at - salt) % 8 == 0).ToList();
        Assert.All(places, at => Assert.NotNull(Refusal(Flipped(at, 1))));
    }

    [Fact]
    public void Refuses_a_flipped_bit_at_the_edges_of_each_chunk_and_of_its_tag()
    {
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            var start = _header + (chunk * Full);
            var end = Math.Min(start + Full, _bytes.Length);
            foreach (var at in new[] { start, (start + end) / 2, end - ChunkSeal.TagBytes - 1, end - ChunkSeal.TagBytes, end - 1 })
            {
                Assert.NotNull(Refusal(Flipped(at, 0x80)));
            }
        }
    }

    [Fact]
    public void Refuses_flipped_bits_anywhere()
    {
        var chance = new Random(Seed);
        for (var i = 0; i < 200; i++)
        {
            var (at, bit) = (chance.Next(_header, _bytes.Length), 1 << chance.Next(8));
            Assert.True(Refusal(Flipped(at, bit)) is not null, $"bit {bit} of byte {at}");
        }
    }

    [Fact]
    public void Refuses_a_file_that_was_cut_anywhere()
    {
        var chance = new Random(Seed);
        var edges = Enumerable.Range(0, Chunks).SelectMany(chunk => new[] { -1, 0, 1, 16 }.Select(by => _header + (chunk * Full) + by));
        var cuts = edges.Concat(Enumerable.Range(0, 200).Select(_ => chance.Next(_bytes.Length))).Append(0).Append(_bytes.Length - 1);
        Assert.All(cuts, length => Assert.NotNull(Refusal(_bytes[..length])));
        Assert.Contains("cut off", Refusal(_bytes[..(_header + (2 * Full))]));
    }

    [Fact]
    public void Refuses_chunks_that_are_missing_doubled_or_swapped()
    {
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            Assert.NotNull(Refusal(Joined(Enumerable.Range(0, Chunks).Where(other => other != chunk))));
            Assert.NotNull(
                Refusal(Joined(Enumerable.Range(0, Chunks).SelectMany(other => other == chunk ? [other, other] : new[] { other })))
            );
        }

        for (var chunk = 0; chunk + 2 < Chunks; chunk++)
        {
            var order = Enumerable.Range(0, Chunks).ToArray();
            (order[chunk], order[chunk + 1]) = (order[chunk + 1], order[chunk]);
            Assert.NotNull(Refusal(Joined(order)));
        }
    }

    [Fact]
    public void Chunks_know_their_place_whatever_is_in_them()
    {
        var header = BackupHeader.Create("0.1.0", TimeProvider.System.GetUtcNow());
        var written = Sealed(header, new byte[5 * ChunkSeal.ChunkBytes]);

        Assert.Equal(5 * ChunkSeal.ChunkBytes, Opened(header, written));
        for (var chunk = 0; chunk < 4; chunk++)
        {
            var swapped = written.ToArray();
            written.AsSpan(chunk * Full, Full).CopyTo(swapped.AsSpan((chunk + 1) * Full));
            written.AsSpan((chunk + 1) * Full, Full).CopyTo(swapped.AsSpan(chunk * Full));
            Assert.Null(Opened(header, swapped));
            Assert.Null(Opened(header, [.. written[..(chunk * Full)], .. written[((chunk + 1) * Full)..]]));
            Assert.Null(Opened(header, written[..((chunk + 1) * Full)]));
        }

        // The same chunks under another header.
        Assert.Null(Opened(header with { Product = "0.1.1" }, written));
    }

    [Fact]
    public void Refuses_what_follows_the_end()
    {
        Assert.NotNull(Refusal([.. _bytes, 0]));
        Assert.NotNull(Refusal([.. _bytes, .. _bytes]));
    }

    [Fact]
    public void Refuses_a_chunk_of_another_backup_under_the_same_passphrase()
    {
        File.Delete(_home.Backup);
        _home.Write();
        var other = File.ReadAllBytes(_home.Backup);
        var mixed = _bytes.ToArray();
        other.AsSpan(_header + Full, Full).CopyTo(mixed.AsSpan(_header + Full));

        Assert.NotNull(Refusal(mixed));
    }

    [Fact]
    public void Refuses_a_wrong_passphrase_and_says_so()
    {
        var refused = Assert.Throws<BackupRefusedException>(() =>
            HomeRestore.Run(
                _home.Backup,
                _home["other"],
                replace: false,
                "twelve or more characterS"u8,
                TimeProvider.System,
                new Silent(),
                CancellationToken.None
            )
        );

        Assert.Contains("passphrase is wrong", refused.Message);
        Assert.False(Path.Exists(_home["other"]));
    }

    [Theory]
    [InlineData("iterations: 220000", "iterations: 0", "220,000")]
    [InlineData("iterations: 220000", "iterations: 219999", "220,000")] // Just below.
    [InlineData("iterations: 220000", "iterations: 10000001", "10,000,000")] // Just above.
    [InlineData("iterations: 220000", "iterations: 2147483647", "10,000,000")]
    [InlineData("iterations: 220000", "iterations: 2147483648", "damaged")] // 2^31: no number at all.
    [InlineData("iterations: 220000", "iterations: 0220000", "damaged")] // A second spelling.
    [InlineData("iterations: 220000", "iterations: -1", "damaged")]
    [InlineData("GATEHOUSE-BACKUP 1", "GATEHOUSE-BACKUP 2", "newer")]
    [InlineData("GATEHOUSE-BACKUP 1", "GATEHOUSE-BACKUP 01", "damaged")]
    [InlineData("GATEHOUSE-BACKUP 1", "SQLite format 3", "no backup")]
    [InlineData("PBKDF2-HMAC-SHA512", "PBKDF2-HMAC-SHA1", "damaged")]
    [InlineData("AES-256-GCM", "NONE", "damaged")]
    [InlineData("product: 0.1.0\n", "", "damaged")]
    [InlineData("product: 0.1.0\n", "product: 0.1.0\nproduct: 0.1.0\n", "damaged")]
    [InlineData("created: ", "created: +", "damaged")]
    public void Refuses_a_header_that_asks_for_something_else(string written, string instead, string because)
    {
        var header = Encoding.ASCII.GetString(_bytes, 0, _header).Replace(written, instead, StringComparison.Ordinal);

        Assert.Contains(because, Refusal([.. Encoding.ASCII.GetBytes(header), .. _bytes[_header..]]));
    }

    [Fact]
    public void Refuses_a_header_without_end_after_its_limit()
    {
        using var endless = new MemoryStream([.. "GATEHOUSE-BACKUP 1\n"u8, .. new byte[100_000]]);

        Assert.Throws<BackupRefusedException>(() => BackupHeader.Read(endless));
        Assert.Equal(BackupHeader.MaxBytes, endless.Position);
    }

    [Theory]
    [InlineData(10, false, "eleven and less can be tried through")]
    [InlineData(11, false, "the last that is too short")]
    [InlineData(12, true, "the first that is long enough")]
    [InlineData(1024, true, "the last that is taken")]
    [InlineData(1025, false, "more than the prompt takes")]
    public void Takes_passphrases_within_bounds(int length, bool taken, string why)
    {
        Assert.True(BackupPassphrase.Problem(Encoding.ASCII.GetBytes(new string('x', length))) is null == taken, why);
    }

    [Fact]
    public void Counts_characters_of_a_passphrase_not_bytes()
    {
        Assert.NotNull(BackupPassphrase.Problem("ümlautßäöü"u8));
        Assert.NotNull(BackupPassphrase.Problem("🗝🗝🗝🗝🗝🗝🗝"u8));
        Assert.Null(BackupPassphrase.Problem("ümlautßäöü12"u8));
    }

    private byte[] Flipped(int at, int bit)
    {
        var bytes = _bytes.ToArray();
        bytes[at] ^= (byte)bit;
        return bytes;
    }

    private byte[] Joined(IEnumerable<int> chunks) =>
        [
            .. _bytes[.._header],
            .. chunks.SelectMany(chunk => _bytes[(_header + (chunk * Full))..Math.Min(_header + ((chunk + 1) * Full), _bytes.Length)]),
        ];

    private static byte[] Sealed(BackupHeader header, byte[] text)
    {
        using var file = new MemoryStream();
        using var seal = ChunkSeal.WithKey(header, new byte[32]);
        using var sealing = new SealingStream(file, seal, CancellationToken.None);
        sealing.Write(text);
        sealing.Finish();
        return file.ToArray();
    }

    /// <summary>How much opens; null when not all of it does.</summary>
    private static long? Opened(BackupHeader header, byte[] chunks)
    {
        using var seal = ChunkSeal.WithKey(header, new byte[32]);
        using var opening = new OpeningStream(new MemoryStream(chunks), seal, CancellationToken.None);
        using var text = new MemoryStream();
        try
        {
            opening.CopyTo(text);
            return text.Length;
        }
        catch (BackupRefusedException)
        {
            return null;
        }
    }

    /// <summary>Why it is refused; null when it opens. A key is derived once for each salt.</summary>
    private string? Refusal(byte[] bytes)
    {
        using var folder = new TempFolder();
        try
        {
            using var file = new MemoryStream(bytes);
            var header = BackupHeader.Read(file);
            var salt = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(header.Salt)} {header.Iterations}");
            if (!_keys.TryGetValue(salt, out var key))
            {
                key = Rfc2898DeriveBytes.Pbkdf2(SampleHome.Passphrase, header.Salt, header.Iterations, HashAlgorithmName.SHA512, 32);
                _keys.Add(salt, key);
            }

            using var seal = ChunkSeal.WithKey(header, key);
            BackupFile.Unpack(file, seal, folder.Path, new Silent(), CancellationToken.None);
            return null;
        }
        catch (BackupRefusedException refused)
        {
            return refused.Message;
        }
    }
}
