using System.Globalization;
using System.Text;
using Gatehouse.Security.Text;

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
            // The bracket of the spelling itself: a text that imitates it must not look like what it imitates.
            0x27E6 => true,
            _ => HiddenCharacters.IsHidden(rune),
        };

    private static void AppendSpelled(StringBuilder shown, Rune rune) => shown.Append(CultureInfo.InvariantCulture, $"⟦U+{rune.Value:X4}⟧");
}
