using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>Texts made of pieces of credentials, so that matches begin, break off, overlap and touch.</summary>
internal static class LeakTexts
{
    private static readonly string[] Harmless =
    [
        " ",
        "\n",
        ".",
        "-",
        "_",
        "--",
        "-----",
        "a",
        "hello ",
        "task-",
        "Bear",
        "er",
        "Bearer",
        "Bearer ",
        "authorization:",
        "AUTHORization: ",
        "Basic ",
        "x",
        "é",
        "\u3000",
        "t0k",
        "=",
        "(",
        "abcdef0123",
        "MTIz",
        "12345678",
        "\\n",
        "%3D",
        "s" + "k-",
        "ey" + "J",
        "://",
        "@",
        ":",
    ];

    private static readonly string[] Redacted =
    [
        Sample.Bearer(),
        Sample.Bearer(19),
        Sample.Bearer(300),
        Sample.AuthHeader(),
        "Author" + "ization: " + Sample.Bearer(),
        Sample.Body(20),
        "https:" + "//me:p4ssw0rd@host",
        "ey" + "J" + Sample.Body(20) + ".ey" + "J" + Sample.Body(300),
        "X-Api-Key: " + Sample.Body(16),
        "-----BEG" + "IN PRIVATE KEY-----",
    ];

    /// <summary>Without a match that blocks, so that a stream runs to its end.</summary>
    public static Arbitrary<string> Unblocked { get; } =
        Gen.Elements([.. Harmless, .. Redacted, Sample.Hash(), Sample.Body(32, Sample.Hex)]).ListOf().Select(Unblock).ToArbitrary();

    public static Arbitrary<string> Any { get; } = Gen.Elements(Everything()).ListOf().Select(string.Concat).ToArbitrary();

    /// <summary>With blanks between the pieces: what is no key because it goes on would be one once the rest is a mark.</summary>
    public static Arbitrary<string> Separated { get; } =
        Gen.Elements(Everything()).ListOf().Select(pieces => string.Join(' ', pieces)).ToArbitrary();

    /// <summary>A text cut into chunks; lengths repeat when they run out.</summary>
    public static IEnumerable<string> Cut(string text, int[] lengths)
    {
        var next = 0;
        for (var at = 0; at < text.Length; )
        {
            var length = lengths.Length == 0 ? text.Length : 1 + (Math.Abs(lengths[next++ % lengths.Length]) % 40);
            var end = Math.Min(text.Length, at + length);
            yield return text[at..end];
            at = end;
        }
    }

    private static string[] Everything() =>
        [
            .. Harmless,
            .. Redacted,
            .. LeakSamples.All.Select(sample => sample.Text),
            .. LeakSamples.All.Select(sample => sample.Text[..(sample.Text.Length / 2)]),
            .. LeakSamples.All.Select(sample => sample.Text[(sample.Text.Length / 2)..]),
        ];

    // As far as nothing blocks: leaving out whole texts would leave nearly all out.
    private static string Unblock(List<string> pieces)
    {
        var text = "";
        foreach (var piece in pieces.Where(piece => Sample.Scanner.Scan(text + piece).Worst != LeakAction.Block))
        {
            text += piece;
        }

        return text;
    }
}
