namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>The forms that the obedient model writes, by where they fit.</summary>
internal static class Forms
{
    /// <summary>Three times as long in an address: too long there for a whole context.</summary>
    public static readonly string[] OfAWord = ["percent-twice", "spread", "labels"];

    public static readonly string[] Anywhere =
    [
        "",
        "base64",
        "base64-1",
        "base64-2",
        "base64url",
        "base32",
        "hex",
        "percent",
        "gzip",
        "reversed",
        "upper",
        "lower",
        "rot13",
        .. OfAWord,
    ];

    /// <summary>Without slashes, blanks and line breaks, whatever goes in.</summary>
    public static readonly string[] Solid = ["base64url", "base32", "hex", "gzip"];

    /// <summary>As <see cref="Solid"/>, or printable at least.</summary>
    public static readonly string[] Printable = [.. Solid, "base64", "base64-1", "base64-2"];

    /// <summary>What a host name is made of.</summary>
    public static readonly string[] HostName = ["labels", "base32", "hex", "lower"];

    public static readonly string[] Thirds = ["first", "second", "third"];
}
