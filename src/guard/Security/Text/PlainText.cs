using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gatehouse.Security.Text;

/// <summary>Brings any text to lines of characters that can be seen: LF is its only line break, and nothing in it hides or reorders.</summary>
/// <remarks>
/// For text that a model or a program reads, where <see cref="Effects.VisibleText"/> would cost nine characters for each hidden one.
/// Letters of every script, indentation, tabs and emoji stay to the letter; other blanks become spaces, what is invisible goes, and what
/// has no agreed look becomes U+FFFD. The result is never longer than the input, and is its own plain text. Pure, thread-safe, linear.
/// </remarks>
public static class PlainText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\t\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    public static string Of(string text)
    {
        var odd = text.AsSpan().IndexOfAnyExcept(Plain);
        if (odd < 0)
        {
            return text;
        }

        // The last plain character may be what a selector stands behind.
        var start = Math.Max(0, odd - 1);
        var output = new StringBuilder(text.Length).Append(text, 0, start);
        var kept = default(Rune);
        for (var rest = text.AsSpan(start); !rest.IsEmpty; )
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            rest = rest[length..];
            var next = Rune.DecodeFromUtf16(rest, out var following, out _) == OperationStatus.Done ? following : default;
            if (status != OperationStatus.Done)
            {
                output.Append(Replacement);
                kept = default;
            }
            else if (rune.Value != '\r' || next.Value != '\n')
            {
                Append(output, rune, next, ref kept);
            }
        }

        return output.ToString();
    }

    private static void Append(StringBuilder output, Rune rune, Rune next, ref Rune kept)
    {
        if (rune.Value is '\n' or '\t' || !HiddenCharacters.IsHidden(rune) || IsPartOfCharacter(rune, next, kept))
        {
            output.Append(rune);
            kept = rune;
        }
        else if (HiddenCharacters.IsLineBreak(rune))
        {
            output.Append('\n');
            kept = default;
        }
        else if (rune.Value == 0x2800 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
        {
            output.Append(' ');
            kept = default;
        }
        else if (
            rune.Value == Replacement
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        )
        {
            if (!IsIgnorable(rune))
            {
                output.Append(Replacement);
                kept = default;
            }
        }
    }

    // Plane 14 and the two ranges of the BMP are ignorable also where nothing is assigned yet: drawn as nothing.
    private static bool IsIgnorable(Rune rune) =>
        rune.Value is (>= 0xE0000 and <= 0xE0FFF) or (>= 0x2060 and <= 0x206F) or (>= 0xFFF0 and <= 0xFFF8);

    // One invisible character between two that it joins is spelling: a family of emoji, a Persian plural, a Hindi conjunct. It hides nothing
    // that a word could be split with, because between Latin letters, digits and signs it goes.
    private static bool IsPartOfCharacter(Rune rune, Rune next, Rune kept) =>
        rune.Value switch
        {
            0x200C or 0x200D => (IsJoined(kept) && IsJoined(next))
                || (rune.Value == 0x200D && IsPicture(kept) && next.Value != 0xFE0F && IsPicture(next)),
            0xFE0F => (kept != rune && IsPicture(kept))
                || (next.Value == 0x20E3 && kept.IsAscii && (Rune.IsDigit(kept) || kept.Value is '#' or '*')),
            _ => false,
        };

    // Arabic to Myanmar, Khmer to Mongolian: the scripts whose letters change shape with their neighbours.
    private static bool IsJoined(Rune rune) =>
        rune.Value is (>= 0x0600 and < 0x10A0) or (>= 0x1780 and < 0x18B0)
        && (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static bool IsPicture(Rune rune) =>
        rune.Value == 0xFE0F
        || (
            rune.Value > 0x7F
            && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.OtherSymbol
                    or UnicodeCategory.MathSymbol
                    or UnicodeCategory.ModifierSymbol
                    or UnicodeCategory.OtherPunctuation
        );
}
