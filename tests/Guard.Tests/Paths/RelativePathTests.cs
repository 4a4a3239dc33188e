using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Paths;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Paths;

public sealed class RelativePathTests
{
    private const string Root = "/srv/root";

    public static TheoryData<string, string, PathRejection> Table =>
        new()
        {
            { "a name", "notes.md", PathRejection.None },
            { "names", "projects/garden/2026-03.md", PathRejection.None },
            { "spaces and signs", "My notes (old) & more, 100%.md", PathRejection.None },
            { "other scripts", "заметки/メモ/ملاحظات.txt", PathRejection.None },
            { "dots inside", ".hidden/a..b/...x", PathRejection.None },
            { "an emoji", "notes/😀.md", PathRejection.None },
            { "percent codes are plain text here", "%2e%2e/%2f", PathRejection.None },
            { "devices' names inside others", "console/nullable/com10.txt/COM/auxiliary", PathRejection.None },
            { "nothing", "", PathRejection.Empty },
            { "up", "..", PathRejection.DotName },
            { "up at the start", "../etc/passwd", PathRejection.DotName },
            { "up in the middle", "a/../../b", PathRejection.DotName },
            { "up at the end", "a/..", PathRejection.DotName },
            { "here", "./a", PathRejection.DotName },
            { "three dots", "a/.../b", PathRejection.EdgeOfName },
            { "root", "/etc/passwd", PathRejection.Absolute },
            { "two slashes", "//server/share", PathRejection.Absolute },
            { "empty name", "a//b", PathRejection.EmptyName },
            { "slash at the end", "a/", PathRejection.EmptyName },
            { "a backslash", "a\\b", PathRejection.Backslash },
            { "a share", "\\\\server\\share", PathRejection.Backslash },
            { "up with backslashes", "..\\..\\etc", PathRejection.Backslash },
            { "a drive", "C:\\x", PathRejection.Colon },
            { "a drive without a slash", "C:x", PathRejection.Colon },
            { "another stream", "a.txt:hidden", PathRejection.Colon },
            { "a stream of a folder", "a::$INDEX_ALLOCATION", PathRejection.Colon },
            { "a URL", "file:///etc/passwd", PathRejection.Colon },
            { "NUL", "a\0.md", PathRejection.Control },
            { "a line break", "a\nb", PathRejection.Control },
            { "delete", "a\u007f", PathRejection.Control },
            { "next line", "a\u0085b", PathRejection.Control },
            { "zero width", "a\u200bb", PathRejection.Hidden },
            { "right to left", "a\u202etxt.exe", PathRejection.Hidden },
            { "a tag", "a\U000E0041", PathRejection.Hidden },
            { "no-break space", "a\u00a0b", PathRejection.Hidden },
            { "private use", "a\ue000", PathRejection.Hidden },
            { "full-width solidus", "a\uff0fb", PathRejection.LookAlike },
            { "division slash", "a\u2215b", PathRejection.LookAlike },
            { "full-width dots", "\uff0e\uff0e/a", PathRejection.LookAlike },
            { "one-dot leaders", "\u2024\u2024/a", PathRejection.LookAlike },
            { "full-width backslash", "a\uff3cb", PathRejection.LookAlike },
            { "full-width colon", "C\uff1ax", PathRejection.LookAlike },
            { "a dot at the end", "a./b", PathRejection.EdgeOfName },
            { "a space at the end", "a /b", PathRejection.EdgeOfName },
            { "a space at the start", " a", PathRejection.EdgeOfName },
            { "only a space", "a/ /b", PathRejection.EdgeOfName },
            { "a device", "CON", PathRejection.DeviceName },
            { "a device with an extension", "logs/nul.txt", PathRejection.DeviceName },
            { "a device with two", "Aux.tar.gz", PathRejection.DeviceName },
            { "a device with a space before its dot", "prn .txt", PathRejection.DeviceName },
            { "a port", "COM1", PathRejection.DeviceName },
            { "a port in superscript", "lpt\u00b9", PathRejection.DeviceName },
            { "the console", "CONIN$", PathRejection.DeviceName },
        };

    public static TheoryData<string, string, PathRejection, string?> Urls =>
        new()
        {
            { "plain", "a/b.txt", PathRejection.None, "a/b.txt" },
            { "an encoded space", "my%20file.txt", PathRejection.None, "my file.txt" },
            { "encoded UTF-8", "%C3%A9t%c3%a9", PathRejection.None, "été" },
            { "a percent sign", "100%25", PathRejection.None, "100%" },
            { "an encoded slash", "a%2fb", PathRejection.EncodedSyntax, null },
            { "an encoded slash in capitals", "a%2Fb", PathRejection.EncodedSyntax, null },
            { "an encoded backslash", "a%5cb", PathRejection.EncodedSyntax, null },
            { "encoded dots", "%2e%2e/a", PathRejection.EncodedSyntax, null },
            { "one encoded dot", "%2e./a", PathRejection.EncodedSyntax, null },
            { "an encoded NUL", "a%00.txt", PathRejection.EncodedSyntax, null },
            { "an encoded line break", "a%0ab", PathRejection.EncodedSyntax, null },
            { "an encoded colon", "C%3ax", PathRejection.EncodedSyntax, null },
            { "encoded twice", "%252e%252e/a", PathRejection.DoublyEncoded, null },
            { "a slash encoded twice", "a%252fb", PathRejection.DoublyEncoded, null },
            { "encoded in pieces", "a%25%32%66b", PathRejection.DoublyEncoded, null },
            { "NUL encoded twice", "a%2500", PathRejection.DoublyEncoded, null },
            { "an overlong slash", "a%c0%afb", PathRejection.BadPercentEncoding, null },
            { "an overlong dot", "%c0%ae%c0%ae/a", PathRejection.BadPercentEncoding, null },
            { "a longer overlong slash", "a%e0%80%afb", PathRejection.BadPercentEncoding, null },
            { "a surrogate in bytes", "a%ed%a0%80", PathRejection.BadPercentEncoding, null },
            { "a stray byte", "a%ff", PathRejection.BadPercentEncoding, null },
            { "half a code", "a%2", PathRejection.BadPercentEncoding, null },
            { "no code", "100%", PathRejection.BadPercentEncoding, null },
            { "not hex", "a%zz", PathRejection.BadPercentEncoding, null },
            { "Microsoft's own", "a%u002fb", PathRejection.BadPercentEncoding, null },
            { "a query", "a?x=1", PathRejection.NotOnlyPath, null },
            { "a fragment", "a#x", PathRejection.NotOnlyPath, null },
            { "up", "../a", PathRejection.DotName, null },
            { "an encoded full-width solidus", "a%ef%bc%8fb", PathRejection.LookAlike, null },
            { "an encoded invisible", "a%e2%80%8bb", PathRejection.Hidden, null },
            { "half a pair", "a%20\ud83d", PathRejection.Hidden, null },
            { "nothing", "", PathRejection.Empty, null },
        };

    private static readonly Arbitrary<string> Texts = Gen.Elements([
            .. NastyText.All,
            .. "/|/|/|a|b|..|.|\\|%2e|%2f|%252f|%c0%af|%00|CON|nul.|C:|:| |.txt|//|\uff0f".Split('|'),
        ])
        .ListOf()
        .Select(string.Concat)
        .ToArbitrary();

    [Theory]
    [MemberData(nameof(Table))]
    public void A_path_is_taken_or_refused_for_its_reason(string what, string text, PathRejection expected)
    {
        var taken = RelativePath.TryParse(text, out var path, out var why);

        Assert.True(expected == why, $"{what}: {why}");
        Assert.Equal((expected == PathRejection.None, expected == PathRejection.None ? text : null), (taken, path?.Value));
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public void The_path_of_a_URL_is_decoded_once_or_refused_for_its_reason(
        string what,
        string text,
        PathRejection expected,
        string? decoded
    )
    {
        var taken = RelativePath.TryParseUrl(text, out var path, out var why);

        Assert.True(expected == why, $"{what}: {why}");
        Assert.Equal((expected == PathRejection.None, decoded), (taken, path?.Value));
    }

    // Not in the table: what lists the tests writes it as UTF-8, which has no half pairs.
    [Fact]
    public void Half_a_pair_is_no_text()
    {
        Assert.All(
            ["a\ud83d", "\udc00a"],
            text => Assert.Equal((false, PathRejection.NotUnicode), (RelativePath.TryParse(text, out _, out var why), why))
        );
    }

    [Fact]
    public void Null_is_no_path()
    {
        Assert.False(RelativePath.TryParse(null, out _, out var why));
        Assert.False(RelativePath.TryParseUrl(null, out _, out _));
        Assert.Equal(PathRejection.Empty, why);
    }

    [Theory]
    [InlineData('a', 255, PathRejection.None)]
    [InlineData('a', 256, PathRejection.NameTooLong)]
    [InlineData('é', 127, PathRejection.None)]
    [InlineData('é', 128, PathRejection.NameTooLong)]
    public void A_name_has_at_most_255_bytes(char letter, int count, PathRejection expected)
    {
        var taken = RelativePath.TryParse("x/" + new string(letter, count), out _, out var why);

        Assert.Equal((expected == PathRejection.None, expected), (taken, why));
    }

    [Theory]
    [InlineData(4096, PathRejection.None)]
    [InlineData(4097, PathRejection.TooLong)]
    [InlineData(100_000, PathRejection.TooLong)]
    public void A_path_has_at_most_4096_bytes(int length, PathRejection expected)
    {
        var text = string.Concat(Enumerable.Repeat("aaaaaaa/", (length / 8) + 1))[..(length - 1)].TrimEnd('/');
        text += new string('z', length - text.Length);

        var taken = RelativePath.TryParse(text, out _, out var why);

        Assert.Equal((expected == PathRejection.None, expected), (taken, why));
        Assert.Equal(taken, RelativePath.TryParseUrl(text, out _, out why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void What_is_taken_stays_beneath_any_root_and_means_itself() =>
        Prop.ForAll(Texts, text => !RelativePath.TryParse(text, out var path, out _) || StaysBeneath(path))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void What_is_taken_from_a_URL_is_a_path_that_no_further_decoding_changes() =>
        Prop.ForAll(
                Texts,
                text =>
                    !RelativePath.TryParseUrl(text, out var path, out _)
                    || (
                        StaysBeneath(path)
                        && RelativePath.TryParse(path.Value, out _, out _)
                        && Uri.UnescapeDataString(path.Value) == path.Value
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Every_reason_is_in_a_table_and_has_words_of_its_own()
    {
        var all = Enum.GetValues<PathRejection>();
        var shown = Table
            .Select(row => (PathRejection)((object[])row)[2])
            .Concat(Urls.Select(row => (PathRejection)((object[])row)[2]))
            .Concat([PathRejection.TooLong, PathRejection.NameTooLong, PathRejection.NotUnicode]);

        Assert.Empty(all.Except(shown));
        Assert.Equal(all.Length, all.Select(PathRejectionText.Describe).Distinct().Count());
    }

    private static bool StaysBeneath(RelativePath path) =>
        Path.GetFullPath(Path.Combine(Root, path.Value)) == $"{Root}/{path.Value}"
        && path.Names.Count == path.Value.Count(c => c == '/') + 1
        && path.Names.All(name => name.Length > 0);
}
