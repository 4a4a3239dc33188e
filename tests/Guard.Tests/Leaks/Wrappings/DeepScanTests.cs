using System.Text;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

public sealed class DeepScanTests
{
    private static readonly DeepScan Scan = new(Sample.Scanner);
    private static readonly string Key = "AK" + "IA" + "QX7WMB9TLW4ZPD5S";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static TheoryData<string, string, string> Wrapped() =>
        new()
        {
            // text with {} for the wrapped key, the wrapped key, what the finding is called
            { "a {} b", Key, "aws_access_key" },
            { "a {} b", Key.Replace("Q", "%51", StringComparison.Ordinal), "aws_access_key in percent codes" },
            { "a {} b", Key.Replace("Q", @"\u0051", StringComparison.Ordinal), "aws_access_key in escapes" },
            { "a {} b", Key.Replace("Q", "&#81;", StringComparison.Ordinal), "aws_access_key in HTML entities" },
            { "a {} b", Key.Replace("Q", "\u200bQ", StringComparison.Ordinal), "aws_access_key in hidden characters" },
            { "a {} b", Key.Replace('A', '\u0410'), "aws_access_key in look-alike letters" },
            { "a ({}) b", string.Join(' ', Key.AsEnumerable()), "aws_access_key in spaced letters" },
            { "a {} b", Key[..9] + "\n" + Key[9..], "aws_access_key in broken lines" },
            { "a {} b", Key.ToLowerInvariant(), "aws_access_key in changed case" },
            { "a {} b", string.Concat(Key.Reverse()), "aws_access_key in reversed text" },
            { "a {} b", Base64(Key), "aws_access_key in base64" },
            { "a {} b", Convert.ToHexString(Encoding.UTF8.GetBytes(Key)), "aws_access_key in hex" },
            { "a {} b", Convert.ToBase64String(Disguise.Gzip(Key)), "aws_access_key in gzip in base64" },
            { "a {} b", Convert.ToBase64String(Disguise.Zlib(Key)), "aws_access_key in zlib in base64" },
            { "a {} b", Base64(Key.Replace("Q", "%51", StringComparison.Ordinal)), "aws_access_key in percent codes in base64" },
            { "a {} b", Base64(Base64(Key)), "aws_access_key in base64 in base64" },
        };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_finding_stands_at_its_wrapping_and_names_it(string frame, string wrapped, string name)
    {
        var text = frame.Replace("{}", wrapped, StringComparison.Ordinal);
        var found = Assert.Single(Scan.Scan(text).Findings);
        Assert.Equal(name, found.Name);
        Assert.Equal(wrapped, text.Substring(found.Start, found.Length));
        Assert.Equal(frame.Replace("{}", LeakScanner.Mark, StringComparison.Ordinal), Scan.Redact(text));
        Assert.DoesNotContain(Key[4..], found.Preview, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_wrapped_finding_tells_of_a_plain_one_beside_it()
    {
        var text = $"{Key} and {Base64(Key)}";
        Assert.Equal(["aws_access_key", "aws_access_key in base64"], Scan.Scan(text).Findings.Select(found => found.Name));
    }

    [Fact]
    public void A_longer_stretch_of_one_credential_is_redacted_whole()
    {
        // Plainly it ends at the code; what comes behind it is key as well.
        var text = "Bear" + "er abcdefghijklmnopqrstuvwx%79z0123456789 b";
        Assert.Equal("[REDACTED] b", Scan.Redact(text));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    [InlineData("deflate")]
    [InlineData("gzip in gzip")]
    [InlineData("utf-16")]
    [InlineData("utf-16 big-endian")]
    [InlineData("latin-1")]
    [InlineData("binary")]
    public void Bytes_of_any_kind_are_read(string form)
    {
        var text = $"{{\"user\":\"naïve\",\"note\":\"{Key}\"}}";
        byte[] bytes = form switch
        {
            "gzip" => Disguise.Gzip(text),
            "zlib" => Disguise.Zlib(text),
            "deflate" => Disguise.Deflate(text),
            "gzip in gzip" => Disguise.Gzip(Disguise.Gzip(text)),
            "utf-16" => Encoding.Unicode.GetBytes(text),
            "utf-16 big-endian" => Encoding.BigEndianUnicode.GetBytes(text),
            "latin-1" => Encoding.Latin1.GetBytes(text),
            _ => [0xff, 0xd8, 0, 1, 2, .. Encoding.Latin1.GetBytes(text), 0x80, 0xfe],
        };
        Assert.Equal("aws_access_key", Scan.Scan(bytes).Secret?.Pattern.Name);
    }

    [Fact]
    public void A_compressed_part_in_the_middle_of_a_body_is_read()
    {
        byte[] body = [.. "--x\r\nContent-Type: application/gzip\r\n\r\n"u8, .. Disguise.Gzip(Key), .. "\r\n--x--"u8];
        Assert.Equal("aws_access_key in gzip", Scan.Scan(body).Secret?.Name);
    }

    [Fact]
    public void A_third_wrapping_is_not_undone() => Assert.True(Scan.Scan(Base64(Base64(Base64(Key)))).IsClean);

    [Fact]
    public void What_only_warns_is_told_where_it_stands_plainly_and_nowhere_else()
    {
        var hash = string.Concat(Enumerable.Repeat("c0ffee12", 8));
        Assert.Equal("high_entropy_hex", Assert.Single(Scan.Scan(hash).Findings).Name);
        Assert.True(Scan.Scan(Base64($"sha256 {hash}")).IsClean);
        Assert.Equal(hash, Scan.Redact(hash));
    }

    [Theory]
    [InlineData("gzip in base64")]
    [InlineData("gzip")]
    public void A_bomb_is_not_inflated_past_the_limit(string form)
    {
        var bomb = Disguise.Gzip(new string('a', 50_000_000));
        var text = Convert.ToBase64String(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = form == "gzip" ? Scan.Scan(bomb) : Scan.Scan(text);
        Assert.True(report.IsTruncated);
        // The view, its places and the lists that grow; 50 MB would be seen.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * DeepScan.MaxDecoded);
    }

    [Fact]
    public void What_was_not_looked_at_is_said()
    {
        var long_ = string.Concat(Enumerable.Repeat("%41", (2 * DeepScan.MaxDecoded) + 1000));
        Assert.True(Scan.Scan(long_).IsTruncated);
        Assert.False(Scan.Scan(long_.AsSpan(0, 300_000)).IsTruncated);
        Assert.False(Scan.Scan(new string('a', 3 * DeepScan.MaxDecoded)).IsTruncated);
    }

    [Fact]
    public void A_clean_text_allocates_nothing()
    {
        const string Prose = """
            The risk - adjusted returns on equity are measured quarterly; see https://docs.example.com/guides/returns?lang=en for more.
            { "name": "left-pad", "version": "1.3.0", "id": "0b5f1a3e-7d2c-4c1b-9f0e-2a8d6c4b1e90" }
            if (count > MaxAttempts) { throw new InvalidOperationException(nameof(count)); }
            Grüße aus Zürich, привет из Москвы, 東京から。
            """;
        var bytes = Encoding.UTF8.GetBytes(Prose);
        Assert.True(Scan.Scan(Prose).IsClean && Scan.Scan(bytes).IsClean);
        // The least of several rounds: the array pool is emptied by collections that other tests cause, and then allocates anew.
        Assert.Equal(0, Enumerable.Range(0, 20).Min(_ => Allocated(Prose, bytes)));
    }

    private static long Allocated(string prose, byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            Scan.Scan(prose);
            Scan.Scan(bytes);
            Assert.Same(prose, Scan.Redact(prose));
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public static TheoryData<string, string> Backwards() =>
        new()
        {
            { "bot token", "123456789" + ":AA" + Sample.Body(33, Sample.Base64Url) },
            { "Entra client secret", "aB~4" + "Q~" + Sample.Body(31) },
            { "account key", "S" + "K" + Sample.Body(32, Sample.Hex) },
            { "address with a password", "postgres:" + "//app:Xk29fPq8sLw3@db.example.com/x" },
        };

    [Theory]
    [MemberData(nameof(Backwards))]
    public void A_format_without_a_long_prefix_is_found_backwards(string what, string key)
    {
        Assert.True(Sample.Scanner.Scan(key).Worst > LeakAction.Warn, what);
        Assert.True(Scan.Scan("a " + string.Concat(key.Reverse()) + " b").Secret is not null, what);
    }

    [Fact]
    public void A_key_of_letters_alone_is_one()
    {
        var key = "hf" + "_" + "aBcDEfGhIJklMnOPqrStUVwxYzAbCdEFgh";
        Assert.NotNull(Scan.Scan(string.Concat(key.Reverse())).Secret);
        Assert.NotNull(Scan.Scan("(" + string.Join(' ', key.AsEnumerable()) + ")").Secret);
        Assert.NotNull(Scan.Scan(key.Insert(20, "\n")).Secret);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\"}")]
    [InlineData("\nThanks")]
    [InlineData("\nNEXT=1")]
    public void What_follows_a_broken_key_does_not_hide_it(string after)
    {
        for (var width = 7; width < Key.Length; width++)
        {
            var broken = string.Join('\n', Key.Chunk(width).Select(piece => new string(piece)));
            Assert.True(Scan.Scan($"key {broken}{after}").Secret is not null, $"{width}");
        }
    }

    [Fact]
    public void A_soft_break_of_quoted_printable_is_a_line_break()
    {
        var line = new string('.', 60) + " key " + Key[..10];
        Assert.NotNull(Scan.Scan($"{line}=\r\n{Key[10..]} end").Secret);
    }

    [Fact]
    public void A_prompt_is_no_indentation()
    {
        var token = "ey" + "J" + Sample.Body(20) + ".ey" + "J" + Sample.Body(40) + "." + Sample.Body(20, first: 9);
        Assert.EndsWith(
            "\n    >>> jwt.decode42",
            Scan.Redact($"    >>> {token}\n    >>> jwt.decode42").Replace("\r", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Empty_is_clean()
    {
        Assert.True(Scan.Scan("").IsClean);
        Assert.True(Scan.Scan(ReadOnlySpan<byte>.Empty).IsClean);
        Assert.Equal("", Scan.Redact(""));
    }
}
