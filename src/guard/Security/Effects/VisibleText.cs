using System.Globalization;
using System.Text;

namespace Gatehouse.Security.Effects;

/// <summary>Makes a text show all that is in it: controls, direction marks, zero-width and tag characters, and letters that look like others.</summary>
/// <remarks>Pure and thread-safe. What a person approves must be what they see.</remarks>
public static class VisibleText
{
    /// <summary>Spells out each character that is invisible, reorders text, or (outside ASCII) mixes with Latin in one word.</summary>
    public static string Of(string text, bool keepLineBreaks)
    {
        var shown = new StringBuilder(text.Length);
        var word = new List<Rune>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWordRune(rune))
            {
                word.Add(rune);
                continue;
            }

            AppendWord(shown, word);
            if (IsHidden(rune, keepLineBreaks))
            {
                AppendSpelled(shown, rune);
            }
            else
            {
                shown.Append(rune);
            }
        }

        AppendWord(shown, word);
        return shown.ToString();
    }

    // Words of one script are somebody's language; a Cyrillic "а" among Latin letters is a disguise (UTS 39, mixed-script confusables).
    private static void AppendWord(StringBuilder shown, List<Rune> word)
    {
        var mixed = word.Any(rune => rune.IsAscii && Rune.IsLetter(rune)) && word.Any(rune => !rune.IsAscii && !IsLatin(rune));
        foreach (var rune in word)
        {
            if (mixed && !rune.IsAscii && !IsLatin(rune))
            {
                AppendSpelled(shown, rune);
            }
            else
            {
                shown.Append(rune);
            }
        }

        word.Clear();
    }

    private static bool IsWordRune(Rune rune) => Rune.IsLetterOrDigit(rune) && !IsHidden(rune, keepLineBreaks: false);

    private static bool IsLatin(Rune rune) => rune.Value is < 0x250 or (>= 0x1E00 and < 0x1F00);

    private static bool IsHidden(Rune rune, bool keepLineBreaks) =>
        rune.Value switch
        {
            '\n' or '\t' => !keepLineBreaks,
            // Blank but not white space: the Braille blank.
            0x2800 => true,
            // Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties): drawn as nothing. 256 variation selectors are an alphabet of bytes.
            0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFEFF or 0xFFA0 => true,
            (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) => true,
            (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) => true,
            >= 0xE0000 and <= 0xE0FFF => true,
            // The bracket of the spelling itself: a text that imitates it must not look like what it imitates.
            0x27E6 => true,
            0xFFFD => true,
            ' ' => false,
            _ => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.SpaceSeparator
                    or UnicodeCategory.Surrogate,
        };

    private static void AppendSpelled(StringBuilder shown, Rune rune) => shown.Append(CultureInfo.InvariantCulture, $"⟦U+{rune.Value:X4}⟧");
}
