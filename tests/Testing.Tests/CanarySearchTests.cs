using System.IO.Compression;
using System.Text;

namespace Gatehouse.Testing.Tests;

public sealed class CanarySearchTests
{
    private const string Canary = "CANARY-7fQ2xK9mLp4Z-end";

    private static readonly CanarySearch Search = new(Canary);

    public static TheoryData<string, string> Wrapped()
    {
        var raw = Encoding.UTF8.GetBytes(Canary);
        var data = new TheoryData<string, string>
        {
            { "raw", Canary },
            { "raw", Canary.ToLowerInvariant() },
            { "reversed", new string([.. Canary.Reverse()]) },
            { "hex", Convert.ToHexString(raw) },
            { "hex", Convert.ToHexStringLower(raw) },
            { "utf-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Canary)) },
            { "percent > raw", string.Concat(raw.Select(b => $"%{b:X2}")) },
            { "percent > raw", "C%41NARY%2d7fQ2xK9mLp4Z%2Dend" },
            { "percent > percent > raw", "C%2541NARY-7fQ2xK9mLp4Z-end" },
            { "json > raw", "\\u0043ANARY-7fQ2xK9mLp4Z-end" },
            { "split", "CANARY-7fQ2 xK9m\r\n\tLp4Z-end" },
            { "split", "canary.7fq2.xk9m.lp4z.end" },
            { "split reversed", string.Join('.', Canary.Reverse().Chunk(5).Select(part => new string(part))) },
            { "split hex", string.Join('.', Convert.ToHexStringLower(raw).Chunk(9).Select(part => new string(part))) },
            { "split base64", string.Join('/', Convert.ToBase64String(raw).Chunk(10).Select(part => new string(part))) },
            { "rot13", "PNANEL-7sD2kX9zYc4M-raq" },
            { "whitespace > hex", string.Join(' ', raw.Select(b => b.ToString("x2"))) },
        };
        // Any offset within a group of three, and any offset of the group within the text around it.
        for (var before = 0; before < 6; before++)
        {
            var padded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('>', before) + Canary + "??>>??>"));
            data.Add("base64", "x=" + padded);
            data.Add("base64", "x=" + padded.Replace('+', '-').Replace('/', '_').TrimEnd('='));
        }

        // Five bytes make eight characters of base32, so there are five offsets.
        for (var before = 0; before < 5; before++)
        {
            var text = Base32(Encoding.UTF8.GetBytes(new string('>', before) + Canary + "??>>"));
            data.Add("base32", text);
            data.Add("base32", text.ToLowerInvariant());
            data.Add("split base32", string.Join('.', text.Chunk(17).Select(label => new string(label))));
        }

        data.Add("base64 > base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(" " + Convert.ToBase64String(raw))));
        return data;
    }

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void Finds_the_canary_however_it_is_written(string how, string text)
    {
        var hits = Search.Find(Encoding.Latin1.GetBytes("GET /?q=" + text + " HTTP/1.1\r\n\r\n"));

        Assert.Contains(how, hits.Select(hit => hit.Path.Length == 0 ? hit.Form : $"{hit.Path} > {hit.Form}"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    [InlineData("deflate")]
    public void Finds_the_canary_in_a_compressed_member(string kind)
    {
        var compressed = Compress(kind, Encoding.UTF8.GetBytes(new string('a', 500) + Canary));

        var hits = Search.Find([.. "POST / HTTP/1.1\r\n\r\n"u8, .. compressed, .. "trailing"u8]);

        Assert.Contains(new CanaryHit("raw", kind), hits);
    }

    [Fact]
    public void Finds_the_canary_in_base64_of_gzip_in_json()
    {
        var text = "{\"d\":\"" + Convert.ToBase64String(Compress("gzip", Encoding.UTF8.GetBytes(Canary))) + "\"}";

        Assert.Contains(new CanaryHit("raw", "base64 > gzip"), Search.Find(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Finds_the_canary_in_a_member_that_was_cut_off()
    {
        var compressed = Compress("gzip", [.. Encoding.UTF8.GetBytes(Canary), .. new byte[4000]]);

        Assert.True(Search.IsIn(compressed.AsSpan(0, compressed.Length - 8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("CANARY-7fQ2xK9mLp4")] // one part is missing
    [InlineData("canary 7fq2xk9mlp4y end")] // one character differs
    [InlineData("%zz%4%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Finds_nothing_where_nothing_is(string text) => Assert.Empty(Search.Find(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("GET /?1=CANARY-7f HTTP/1.1\nHost: a\n\nGET /?2=Q2xK9mLp4Z- HTTP/1.1", 18)] // Both parts are long enough.
    [InlineData("GET /?1=CANARY-7f HTTP/1.1\nHost: a\n\nGET /?2=Q2xK9m HTTP/1.1", 8)] // The second part could be chance.
    [InlineData("GET /?1=CANARY", 0)]
    [InlineData("Q0FOQVJZLTdmUTJ4Sw==", 12)] // A part in base64.
    [InlineData("CANARY-7fQ2xK9mLp4Z-end", 21)]
    public void Counts_what_left_in_parts(string text, int characters) =>
        Assert.Equal(characters, Search.CharactersIn(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Counts_all_of_a_canary_that_left_in_disguise() =>
        Assert.Equal(21, Search.CharactersIn(Encoding.UTF8.GetBytes(Base32(Encoding.UTF8.GetBytes(Canary)))));

    [Fact]
    public void Finds_nothing_in_random_bytes()
    {
        var random = new Random(7);
        var bytes = new byte[200_000];
        random.NextBytes(bytes);

        Assert.Empty(Search.Find(bytes));
        Assert.Equal(0, Search.CharactersIn(bytes));
    }

    [Fact]
    public void Refuses_a_canary_that_chance_could_produce() => Assert.Throws<ArgumentException>(() => new CanarySearch("short-one"));

    private static string Base32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(each => Convert.ToString(each, 2).PadLeft(8, '0')));
        return string.Concat(
            bits.Chunk(5).Select(five => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(new string(five).PadRight(5, '0'), 2)])
        );
    }

    private static byte[] Compress(string kind, byte[] bytes)
    {
        using var output = new MemoryStream();
        using (
            Stream compressor = kind switch
            {
                "gzip" => new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true),
                "zlib" => new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true),
                _ => new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true),
            }
        )
        {
            compressor.Write(bytes);
        }

        return output.ToArray();
    }
}
