using System.Globalization;
using System.Text;

namespace Gatehouse.Security.Text;

/// <summary>Which characters are not seen as what they are. The one table behind cards, ledger lines, prompts and file names.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class HiddenCharacters
{
    /// <summary>Whether some program begins a new line here: the breaks of UAX 14, and the separators at which Python's splitlines cuts.</summary>
    public static bool IsLineBreak(Rune rune) => rune.Value is (>= '\n' and <= '\r') or (>= 0x1C and <= 0x1E) or 0x85 or 0x2028 or 0x2029;

    /// <summary>Whether it is drawn as nothing, as some other blank, or as nothing that is agreed on; or reorders the text around it.</summary>
    /// <remarks>Line breaks and tabs are such; the plain space is not.</remarks>
    public static bool IsHidden(Rune rune) =>
        rune.Value switch
        {
            ' ' => false,
            // Blank but not white space: the Braille blank.
            0x2800 => true,
            // Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties): drawn as nothing. 256 variation selectors are an alphabet of bytes.
            0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFEFF or 0xFFA0 => true,
            (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) => true,
            (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) => true,
            >= 0xE0000 and <= 0xE0FFF => true,
            0xFFFD => true,
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
}
