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
    ];

    private static readonly string[] Redacted =
    [
        Sample.Bearer(),
        Sample.Bearer(19),
        Sample.Bearer(300),
        Sample.AuthHeader(),
        "Author" + "ization: " + Sample.Bearer(),
        Sample.Of('t', 20),
    ];

    /// <summary>Without a match that blocks, so that a stream runs to its end.</summary>
    public static Arbitrary<string> Unblocked { get; } =
        TextsOf([.. Harmless, .. Redacted, Sample.Of('c', 64), Sample.Of('c', 32)])
            .Generator.Where(text => Sample.Scanner.Scan(text).Worst != LeakAction.Block)
            .ToArbitrary();

    public static Arbitrary<string> Any { get; } =
        TextsOf([
            .. Harmless,
            .. Redacted,
            .. Sample.Shortest.Values,
            .. Sample.Shortest.Values.Select(text => text[..(text.Length / 2)]),
            .. Sample.Shortest.Values.Select(text => text[(text.Length / 2)..]),
        ]);

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

    private static Arbitrary<string> TextsOf(string[] pieces) => Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
}
