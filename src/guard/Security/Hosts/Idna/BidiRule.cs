using System.Text;

namespace Gatehouse.Security.Hosts.Idna;

/// <summary>The Bidi rule (RFC 5893 section 2) in a form that needs no table of directions: stricter, and simple to check.</summary>
/// <remarks>
/// Once a name has a right-to-left letter, each label begins with a letter, does not end with a hyphen, and has letters of one direction,
/// ASCII digits and hyphens. The left-to-right ones are ASCII. Vowel points and native digits are refused with the rest.
/// </remarks>
internal static class BidiRule
{
    /// <param name="labels">Valid labels in Unicode.</param>
    public static bool Allows(IReadOnlyList<string> labels) =>
        !labels.Any(HasRightToLeft) || labels.All(label => label.Length == 0 || IsRightToLeft(label) || IsLeftToRight(label));

    private static bool HasRightToLeft(string label) => !Ascii.IsValid(label) && label.EnumerateRunes().Any(IsRightToLeft);

    private static bool IsRightToLeft(string label) =>
        IsRightToLeft(Rune.GetRuneAt(label, 0))
        && label[^1] != '-'
        && label.EnumerateRunes().All(rune => IsRightToLeft(rune) || IsDigitOrHyphen(rune));

    private static bool IsLeftToRight(string label) =>
        char.IsAsciiLetter(label[0]) && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsDigitOrHyphen(Rune rune) => rune.IsAscii && (char.IsAsciiDigit((char)rune.Value) || rune.Value == '-');

    private static bool IsRightToLeft(Rune rune) => !rune.IsAscii && IdnaTable.KindOf(rune) == IdnaKind.RightToLeft;
}
