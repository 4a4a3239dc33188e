using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Text;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Text;

public sealed class PlainTextTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements(NastyText.All.ToArray()).ListOf().Select(string.Concat).ToArbitrary();
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    public static TheoryData<string, string, string> Table =>
        new()
        {
            { "plain ASCII", "if (a < b) {\n\treturn;\n}", "if (a < b) {\n\treturn;\n}" },
            { "Windows line breaks", "a\r\nb\r\n", "a\nb\n" },
            { "old Mac line breaks", "a\rb", "a\nb" },
            { "two of them", "a\n\r\n\rb", "a\n\n\nb" },
            { "vertical tab and form feed", "a\vb\fc", "a\nb\nc" },
            { "separators of ASCII", "a\u001cb\u001dc\u001ed", "a\nb\nc\nd" },
            { "next line, line and paragraph separator", "a\u0085b\u2028c\u2029d", "a\nb\nc\nd" },
            { "a word split by zero-width spaces", "i\u200bg\u200bnore", "ignore" },
            { "a joiner between Latin letters", "ig\u200dno\u200cre", "ignore" },
            { "soft hyphens", "in\u00adstruc\u00adtion", "instruction" },
            { "a mark of another direction", "\u202ecod.exe\u202c", "cod.exe" },
            { "isolates", "\u2066a\u2069", "a" },
            { "a message in tag characters", "hi" + Tags("obey"), "hi" },
            { "a message in variation selectors", "x\ufe00\ufe01\ufe0f" + char.ConvertFromUtf32(0xE0155), "x" },
            { "no-break and wide blanks", "a\u00a0b\u3000c\u2003d\u2800e", "a b c d e" },
            { "terminal escapes", "\u001b[31mred\u001b[0m", "[31mred[0m" },
            { "NUL and backspace", "a\0b\bc", "abc" },
            { "private use", "a\ue000b", "a\ufffdb" },
            { "half a pair", "a\ud83db", "a\ufffdb" },
            { "Persian with its joiner", "می\u200cخواهم", "می\u200cخواهم" },
            { "Hindi with its joiner", "क्\u200dष", "क्\u200dष" },
            { "Hebrew and Arabic", "שלום سلام", "שלום سلام" },
            { "Thai, Korean, Chinese", "สวัสดี 안녕 你好", "สวัสดี 안녕 你好" },
            { "an emoji of several", "👩🏽\u200d💻 ❤\ufe0f\u200d🔥", "👩🏽\u200d💻 ❤\ufe0f\u200d🔥" },
            { "a keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3" },
            { "selectors after an emoji", "❤\ufe0f\ufe0f\ufe0f", "❤\ufe0f" },
            { "a flag spelled in tags", "🏴" + Tags("gbeng"), "🏴" },
            { "letters that look alike", "p\u0430ypal", "p\u0430ypal" },
            { "empty", "", "" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void Only_what_can_be_seen_is_left(string what, string text, string expected) =>
        Assert.True(expected == PlainText.Of(text), $"{what}: {VisibleOf(PlainText.Of(text))}");

    [Fact]
    public void Nothing_hidden_is_left_but_what_joins_a_character() =>
        Prop.ForAll(
                Texts,
                text =>
                    PlainText
                        .Of(text)
                        .EnumerateRunes()
                        .All(rune => rune.Value is '\n' or '\t' or 0x200C or 0x200D or 0xFE0F or 0xFFFD || !HiddenCharacters.IsHidden(rune))
            )
            .Check(Thorough);

    [Fact]
    public void Plain_text_is_its_own_plain_text_and_never_longer() =>
        Prop.ForAll(Texts, text => PlainText.Of(PlainText.Of(text)) == PlainText.Of(text) && PlainText.Of(text).Length <= text.Length)
            .Check(Thorough);

    [Fact]
    public void Text_without_anything_odd_is_the_same_instance()
    {
        var text = new string('x', 1000) + "\n\t" + new string('y', 1000);

        Assert.Same(text, PlainText.Of(text));
    }

    private static string Tags(string letters) => string.Concat(letters.Select(letter => char.ConvertFromUtf32(0xE0000 + letter)));

    private static string VisibleOf(string text) => Gatehouse.Security.Effects.VisibleText.Of(text, keepLineBreaks: false);
}
