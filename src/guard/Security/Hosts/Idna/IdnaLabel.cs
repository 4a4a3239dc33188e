using System.Text;

namespace Gatehouse.Security.Hosts.Idna;

/// <summary>Whether a label outside ASCII is valid by UTS #46 section 4.1, as far as it can be told without normalising.</summary>
internal static class IdnaLabel
{
    /// <summary>
    /// Every character is one that mapping leaves alone, whose NFC quick check is "Yes", and no two marks stand together that
    /// normalisation could exchange: then the label is in NFC (UAX #15 section 9), with nothing left to normalise.
    /// </summary>
    public static bool IsValid(string label)
    {
        if (label.StartsWith("xn--", StringComparison.Ordinal))
        {
            return false;
        }

        var (first, moving) = (true, false);
        foreach (var rune in label.EnumerateRunes())
        {
            var kind = rune.IsAscii
                ? IsHostCharacter(rune)
                    ? IdnaKind.Valid
                    : IdnaKind.Refused
                : IdnaTable.KindOf(rune);
            switch (kind)
            {
                case IdnaKind.Refused or IdnaKind.Ignored or IdnaKind.Replaced:
                case IdnaKind.Mark or IdnaKind.MovingMark when first:
                case IdnaKind.MovingMark when moving:
                    return false;
            }

            (first, moving) = (false, kind == IdnaKind.MovingMark);
        }

        return !first;
    }

    private static bool IsHostCharacter(Rune rune) =>
        char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value) || rune.Value is '-' or '_';
}
