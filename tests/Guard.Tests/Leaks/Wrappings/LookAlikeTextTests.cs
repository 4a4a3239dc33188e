using System.Security.Cryptography;
using System.Text;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>What only looks wrapped, or like a key once something is undone, is let alone.</summary>
public sealed class LookAlikeTextTests
{
    private static readonly DeepScan Scan = new(Sample.Scanner);

    public static TheoryData<string, string> Harmless() =>
        new()
        {
            {
                "prose that squeezes to a prefix",
                "The risk - adjusted returns on equity; ask - and you shall be given 12 answers in 2024."
            },
            { "a task list", "task-\nforce\ndesk-\n2024 budget\nrisk-\nadjusted" },
            { "words of one letter", "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9" },
            { "a table of digits", "0 1 1 0 1 0 0 1\n1 0 1 1 0 1 0 0\n0 0 1 0 1 1 0 1" },
            { "bearer in prose", "The bearer of this internationalization2024certificate may enter. BEARER BONDS" },
            { "a product number", "SKU-1234567890 and SK-00012345, DISK-0123456789ABCDEF" },
            { "UUIDs", "0b5f1a3e-7d2c-4c1b-9f0e-2a8d6c4b1e90 urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8" },
            {
                "hashes",
                "sha1:2fd4e1c67a2d28fced849ee1bb76e7391b93eb12 md5 d41d8cd98f00b204e9800998ecf8427e desk9f86d081884c7d659a2feaa0c55ad015"
            },
            { "a lock file's integrity", $"\"integrity\": \"sha512-{Convert.ToBase64String(SHA512.HashData("left-pad"u8))}\"" },
            { "a git log", "commit 45706021a0c2c1f4b8de0f1c2d3e4f5a6b7c8d9e\n    Sign the risk-table" },
            {
                "minified code",
                "!function(e,t){\"use strict\";var n=[],r=Object.getPrototypeOf,i=n.slice,o=n.flat?function(e){return n.flat.call(e)}:0}(window);"
            },
            { "a Windows path", @"C:\new\table\x41.txt \\server\share\users\risk" },
            { "percent codes in a query", "https://example.com/search?q=risk%20-%20adjusted%20returns%26ask%3D%22yes%22" },
            { "HTML", "<p>Fish &amp; chips &#8211; 5&nbsp;&euro; &lt;b&gt; AT&T; a&b</p>" },
            { "JSON in JSON", """{"a":"{\"b\":\"{\\\"c\\\":\\\"risk\\u002dadjusted\\\"}\"}"}""" },
            { "Russian", "Это обычный русский текст: IP-адрес, SMS-код, риск-менеджмент 2024 года." },
            { "Japanese with wide digits", "版本１２３，ＡＢＣ（株）は東京都千代田区１－２－３にあります。ｓｋ－１２３４" },
            { "typography", "A risk—adjusted “return”, 10–12 % – the desk-top’s ‘ask-’ price… 2019–2024" },
            { "emoji", "👩‍💻 works ❤️ at 5️⃣ and 🏴󠁧󠁢󠁥󠁮󠁧󠁿" },
            { "a flag of tag letters", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f" },
            { "mathematics", "𝑓(𝑥) = 𝑎𝑥² + 𝑏𝑥 + 𝑐, ℝ → ℝ" },
            { "a MAC and a time", "00:1a:2b:3c:4d:5e at 12:30:45.678, 2024-05-06T07:08:09Z, 192.168.100.200" },
            {
                "a hex dump",
                "00000000: 7f45 4c46 0201 0100 0000 0000 0000 0000  .ELF............\n00000010: 0300 3e00 0100 0000 6010 0000 0000 0000"
            },
            { "numbers", string.Join(", ", Enumerable.Range(10, 90)) },
            {
                "words in lines",
                string.Join('\n', "lorem ipsum dolor sit amet task- force 2024 consectetur ask- adipiscing elit42 sed do".Split(' '))
            },
        };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void It_is_let_alone(string what, string text)
    {
        Assert.True(Scan.Scan(text).Secret is null, $"{what}: {Scan.Scan(text).Secret?.Name}");
        Assert.False(Scan.Scan(text).IsTruncated);
        Assert.Null(Scan.Scan(Encoding.UTF8.GetBytes(text)).Secret);
        Assert.Equal(text, Scan.Redact(text));
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(500_000)]
    public void An_image_in_a_data_address_is_let_alone_and_looked_through(int length)
    {
        var image = new byte[length];
        new Random(1).NextBytes(image);
        "\x89PNG\r\n\x1a\n"u8.CopyTo(image);
        // A real picture holds a zlib stream of many times its size.
        Disguise.Zlib(new string('x', 4_000_000)).CopyTo(image, 41);
        var report = Scan.Scan($"<img src=\"data:image/png;base64,{Convert.ToBase64String(image)}\">");
        Assert.Null(report.Secret);
        Assert.False(report.IsTruncated);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("text")]
    [InlineData("quoted")]
    public void A_mail_of_a_megabyte_is_looked_through(string what)
    {
        var part = new byte[770_000];
        new Random(2).NextBytes(part);
        if (what == "text")
        {
            part = Encoding.UTF8.GetBytes(
                string.Concat(Enumerable.Repeat("The risk - adjusted returns on equity are measured quarterly.\r\n", 12_000))
            );
        }

        var body = Convert.ToBase64String(part, Base64FormattingOptions.InsertLineBreaks);
        body = what == "quoted" ? "> " + body.Replace("\n", "\n> ", StringComparison.Ordinal) : body;
        var report = Scan.Scan("Content-Transfer-Encoding: base64\r\n\r\n" + body);
        Assert.False(report.IsTruncated);
        Assert.Null(report.Secret);
    }

    [Fact]
    public void Random_text_of_the_keys_own_letters_is_let_alone()
    {
        var random = new Random(3);
        var text = string.Create(4_000_000, random, (room, source) => source.GetItems<char>(Sample.Base64Url, room));
        var found = Scan.Scan(text).Findings.Where(finding => finding.Wrapping.Length > 0);
        Assert.Empty(found);
    }

    [Fact]
    public void Noise_in_base64_is_let_alone()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var noise = new byte[50_000];
            new Random(seed).NextBytes(noise);
            Assert.Null(Scan.Scan(Convert.ToBase64String(noise)).Secret);
            Assert.Null(Scan.Scan(Convert.ToHexString(noise)).Secret);
            Assert.Null(Scan.Scan(noise).Secret);
        }
    }
}
