using System.Diagnostics;
using System.Text;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>Texts that once cost ten seconds and more for each megabyte. The bounds are loose: a clock measures the machine, too.</summary>
[Collection(nameof(Alone))]
public sealed class DeepScanWorkTests
{
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private const int Length = 1024 * 1024;

    private static readonly DeepScan Scan = new(Sample.Scanner);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Repeated() =>
        [
            "H4sI",
            "-k" + "s",
            "-ks-jorp",
            "S" + "k-proj-" + Sample.Body(20),
            "sK-pRoJ-",
            "AKia",
            "s, ",
            "a-",
            "\n",
            "\n \n",
            "\u001b[",
            "ab12 ",
            "ab12\n",
            "> ab12\n",
            "'s', ",
            "a\n- ",
        ];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void A_repeated_piece_is_quick(string piece) => AssertQuick(Repeat(piece, Length));

    public static TheoryData<string, byte[]> Packed() =>
        new()
        {
            { "marks", [0x1f, 0x8b, 8] },
            { "names without an end", [0x1f, 0x8b, 8, 0x18, 1, 1, 1, 1, 1, 1] },
            { "stored blocks of all that follows", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 0, 0xff, 0xff, 0, 0] },
        };

    [Theory]
    [MemberData(nameof(Packed))]
    public void Repeated_compressed_beginnings_are_quick(string what, byte[] piece)
    {
        Assert.NotNull(what);
        var bytes = new byte[Length * 3 / 4];
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] = piece[at % piece.Length];
        }

        AssertQuick(Convert.ToBase64String(bytes));
        AssertQuick(Convert.ToBase64String(bytes.AsSpan(0, Length / 4)));
    }

    [Fact]
    public void A_bomb_does_not_hide_what_stands_beside_it()
    {
        var bomb = Convert.ToBase64String(Disguise.Gzip(Repeat("hello world ", 1_000_000)));
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes("key " + Sample.OpenAiKey()));
        foreach (var text in (string[])[$"{bomb} {key}", $"{key} {bomb}", $"{bomb} {bomb} {key}"])
        {
            var report = Scan.Scan(text);
            Assert.True(report.IsTruncated);
            Assert.Equal("openai_api_key in base64", report.Secret?.Name);
        }
    }

    [Fact]
    public void What_could_not_be_looked_through_is_withheld_and_the_rest_is_not()
    {
        var bomb = Convert.ToBase64String(Disguise.Gzip(Repeat("hello world ", 1_000_000)));
        var text = $"before {bomb} between {bomb} after";
        Assert.Equal($"before {DeepScan.UnreadMark} between {DeepScan.UnreadMark} after", Scan.Redact(text));
    }

    [Fact]
    public void Nothing_stands_unread_that_is_not_told()
    {
        // However many bombs come first: the key is found, or its stretch is told to be unread.
        var bomb = Convert.ToBase64String(Disguise.Gzip(Repeat("hello world ", 100_000)));
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes("key " + Sample.OpenAiKey()));
        foreach (var bombs in (int[])[1, 10, 100, 1000])
        {
            var text = Repeat(bomb + " ", bombs * (bomb.Length + 1)) + key + " end";
            Assert.DoesNotContain(key, Scan.Redact(text), StringComparison.Ordinal);
            Assert.EndsWith(" end", Scan.Redact(text), StringComparison.Ordinal);
        }
    }

    private static void AssertQuick(string text)
    {
        var watch = Stopwatch.StartNew();
        Scan.Scan(text);
        Assert.True(watch.Elapsed < Most, $"{watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static string Repeat(string piece, int length) =>
        string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];
}
