using System.Text;
using Gatehouse.Security.Hosts;
using Xunit.Abstractions;

namespace Gatehouse.Guard.Tests.Hosts.Whatwg;

/// <summary>Whatever is accepted means what it means to a browser; Node's parser stands for one.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Count = 30_000;

    [Fact]
    public async Task What_is_accepted_is_what_a_browser_reads()
    {
        string[] texts = [.. new NastyUrls(seed: 20_260).Take(Count)];

        var accepted = await AgreeAsync(texts);

        output.WriteLine($"{accepted} of {texts.Length} accepted");
        // If hardly anything were accepted, agreement would say nothing.
        Assert.InRange(accepted, Count / 4, Count * 3 / 4);
    }

    [Fact]
    public async Task Each_code_point_of_a_host_is_read_as_a_browser_does()
    {
        // Between letters and on its own in turn. Of the long rows of ideographs and syllables, every hundredth.
        var runes = Enumerable
            .Range(0x80, 0x10ffff - 0x80 + 1)
            .Where(code => Rune.IsValid(code) && (!IsInLongRow(code) || code % 100 == 0));
        string[] texts =
        [
            .. runes.Select(code => new Rune(code)).Select(rune => rune.Value % 3 == 0 ? $"http://{rune}/" : $"http://a{rune}b/"),
        ];

        var accepted = await AgreeAsync([.. texts.Where(text => RequestTarget.TryParse(text, out _, out _))]);

        output.WriteLine($"{accepted} of {texts.Length} accepted");
        Assert.True(accepted > 30_000, $"only {accepted} accepted");
    }

    [Fact]
    public async Task Ordinary_addresses_are_all_accepted()
    {
        string[] hosts =
        [
            "example.com",
            "www.Example.co.uk",
            "a-b.example.org:8443",
            "xn--bcher-kva.example",
            "b\u00fccher.example",
            "\u4f8b\u3048.\u30c6\u30b9\u30c8",
            "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
            "\u05d0\u05d1.example",
            "_dmarc.example.com",
            "203.0.114.7",
            "[2606:4700::1111]",
        ];
        string[] tails =
        [
            "",
            "/",
            "/index.html",
            "/a/b/c.d?e=f&g=h%20i#top",
            "/wiki/C%2B%2B_(language)",
            "/wiki/Caf\u00e9",
            "/search?q=a+b&lang=en",
            "/~user/file.tar.gz",
            "/v1/items:batch;v=2/@me,x!y$z*",
            "/?filter[name]=x|y&json={\"a\":1}",
            "/.well-known/security.txt",
            "/a%E2%82%ACb",
            "/q?redirect=https%3A%2F%2Fexample.org%2F",
            "/a'b?c'd",
        ];
        string[] texts = [.. hosts.SelectMany(host => tails.SelectMany(tail => new[] { $"https://{host}{tail}", $"http://{host}{tail}" }))];

        Assert.Equal(texts.Length, await AgreeAsync(texts));
    }

    private static bool IsInLongRow(int code) => code is (>= 0x3400 and < 0x9fff) or (>= 0xac00 and < 0xd7a4) or >= 0x20000;

    private static async Task<int> AgreeAsync(string[] texts)
    {
        var expected = await NodeUrls.ReadAsync(texts);
        var (accepted, different) = (0, new List<string>());
        for (var at = 0; at < texts.Length; at++)
        {
            if (RequestTarget.TryParse(texts[at], out var target, out _))
            {
                accepted++;
                if (target.Url != expected[at])
                {
                    different.Add($"{Visible(texts[at])}: here {target.Url}, there {expected[at] ?? "refused"}");
                }
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} differ:\n" + string.Join('\n', different.Take(20)));
        return accepted;
    }

    private static string Visible(string text) => string.Concat(text.Select(c => c is > ' ' and < '\x7f' ? $"{c}" : $"\\u{(int)c:x4}"));
}
