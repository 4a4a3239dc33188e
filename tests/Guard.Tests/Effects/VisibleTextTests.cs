using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Effects;

[Trait("Invariant", "G6")]
public sealed partial class VisibleTextTests
{
    [Theory]
    [InlineData(0x0000, "NUL")]
    [InlineData(0x0007, "bell")]
    [InlineData(0x000D, "carriage return")]
    [InlineData(0x001B, "escape")]
    [InlineData(0x007F, "delete")]
    [InlineData(0x0085, "next line")]
    [InlineData(0x00A0, "no-break space")]
    [InlineData(0x00AD, "soft hyphen")]
    [InlineData(0x034F, "combining grapheme joiner")]
    [InlineData(0x061C, "Arabic letter mark")]
    [InlineData(0x115F, "Hangul choseong filler")]
    [InlineData(0x1160, "Hangul jungseong filler")]
    [InlineData(0x17B4, "Khmer inherent vowel")]
    [InlineData(0x180B, "Mongolian variation selector")]
    [InlineData(0x180E, "Mongolian vowel separator")]
    [InlineData(0x2003, "em space")]
    [InlineData(0x200B, "zero-width space")]
    [InlineData(0x200D, "zero-width joiner")]
    [InlineData(0x200E, "left-to-right mark")]
    [InlineData(0x2028, "line separator")]
    [InlineData(0x2029, "paragraph separator")]
    [InlineData(0x202A, "left-to-right embedding")]
    [InlineData(0x202E, "right-to-left override")]
    [InlineData(0x2060, "word joiner")]
    [InlineData(0x2063, "invisible separator")]
    [InlineData(0x2066, "left-to-right isolate")]
    [InlineData(0x2069, "pop directional isolate")]
    [InlineData(0x2800, "Braille blank")]
    [InlineData(0x3000, "ideographic space")]
    [InlineData(0x3164, "Hangul filler")]
    [InlineData(0xE000, "private use")]
    [InlineData(0xFE00, "variation selector 1")]
    [InlineData(0xFE0F, "variation selector 16")]
    [InlineData(0xFEFF, "byte order mark")]
    [InlineData(0xFFA0, "half-width Hangul filler")]
    [InlineData(0xFFF9, "interlinear annotation")]
    [InlineData(0xFFFD, "replacement character")]
    [InlineData(0xE0001, "language tag")]
    [InlineData(0xE0041, "tag letter A")]
    [InlineData(0xE007F, "cancel tag")]
    [InlineData(0xE0100, "variation selector 17")]
    [InlineData(0xE01EF, "variation selector 256")]
    [InlineData(0xF0000, "supplementary private use")]
    [InlineData(0x0378, "not assigned")]
    public void What_cannot_be_seen_is_spelled_out(int point, string what)
    {
        var rune = new Rune(point);
        Assert.True($"a⟦U+{point:X4}⟧b" == VisibleText.Of($"a{rune}b", keepLineBreaks: true), what);
    }

    [Theory]
    [InlineData("p\u0430ypal", "p⟦U+0430⟧ypal")]
    [InlineData("\u0410dmin", "⟦U+0410⟧dmin")]
    [InlineData("g\u03BFogle", "g⟦U+03BF⟧ogle")]
    [InlineData("\uFF41pple", "⟦U+FF41⟧pple")]
    public void A_letter_of_another_script_in_a_Latin_word_is_spelled_out(string text, string shown) =>
        Assert.Equal(shown, VisibleText.Of(text, keepLineBreaks: true));

    [Theory]
    [InlineData("Straße, naïve café")]
    [InlineData("мир")]
    [InlineData("hello мир")]
    [InlineData("漢字かな")]
    [InlineData("שלום")]
    [InlineData("a < b && c > \"d\" 😀 €5")]
    [InlineData("")]
    public void Plain_text_of_any_language_is_left_alone(string text) => Assert.Equal(text, VisibleText.Of(text, keepLineBreaks: true));

    [Fact]
    public void Line_breaks_are_spelled_out_where_a_value_is_one_line()
    {
        Assert.Equal("a⟦U+000A⟧b⟦U+0009⟧c", VisibleText.Of("a\nb\tc", keepLineBreaks: false));
        Assert.Equal("a\nb\tc", VisibleText.Of("a\nb\tc", keepLineBreaks: true));
    }

    [Fact]
    public void Two_different_texts_never_look_the_same() =>
        Prop.ForAll(EffectGen.Text.ToArbitrary(), text => Unspell(VisibleText.Of(text, keepLineBreaks: true)) == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_text_that_imitates_the_spelling_is_spelled_itself() =>
        Assert.NotEqual(VisibleText.Of("\u200B", keepLineBreaks: true), VisibleText.Of("⟦U+200B⟧", keepLineBreaks: true));

    private static string Unspell(string shown) =>
        Spelled()
            .Replace(
                shown,
                match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            );

    [GeneratedRegex("⟦U\\+([0-9A-F]{4,6})⟧")]
    private static partial Regex Spelled();
}
