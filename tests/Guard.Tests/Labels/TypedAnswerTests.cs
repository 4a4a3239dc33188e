using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Guard.Tests.Labels;

/// <summary>What may come out of an untrusted text under the assistant's name: a value of the type asked for, and nothing beside it.</summary>
[Trait("Invariant", "G8")]
public sealed class TypedAnswerTests
{
    private const string Source = "See https://news.example/a?x=1, and (https://other.example/b). Not http://Upper.example/.";

    public static TheoryData<string, AnswerType, string, string?> Answers =>
        new()
        {
            { "an option", AnswerType.Enum, "yes", "yes" },
            { "an option with space around", AnswerType.Enum, " yes\n", "yes" },
            { "another case", AnswerType.Enum, "Yes", null },
            { "an option in a sentence", AnswerType.Enum, "The answer is yes.", null },
            { "no option", AnswerType.Enum, "maybe", null },
            { "empty", AnswerType.Enum, "", null },
            { "true", AnswerType.Boolean, "true", "true" },
            { "false", AnswerType.Boolean, "false", "false" },
            { "True", AnswerType.Boolean, "True", null },
            { "yes is no boolean", AnswerType.Boolean, "yes", null },
            { "one", AnswerType.Boolean, "1", null },
            { "a day", AnswerType.Date, "2026-02-28", "2026-02-28" },
            { "a day that is none", AnswerType.Date, "2026-02-29", null },
            { "short form", AnswerType.Date, "2026-2-8", null },
            { "with a time", AnswerType.Date, "2026-02-28T10:00", null },
            { "other digits", AnswerType.Date, "٢٠٢٦-٠٢-٢٨", null },
            { "a whole number", AnswerType.Number, "42", "42" },
            { "a negative one with a point", AnswerType.Number, "-3.50", "-3.50" },
            { "with zeros before", AnswerType.Number, "007", "7" },
            { "with a plus", AnswerType.Number, "+7", "7" },
            { "with a unit", AnswerType.Number, "42 km", null },
            { "with thousands", AnswerType.Number, "1,000", null },
            { "with an exponent", AnswerType.Number, "1e3", null },
            { "hexadecimal", AnswerType.Number, "0x10", null },
            { "24 characters", AnswerType.Number, "123456789012345678901234", "123456789012345678901234" },
            { "25 characters", AnswerType.Number, "1234567890123456789012345", null },
            { "not a number", AnswerType.Number, "NaN", null },
            { "a hyphen", AnswerType.Number, "-", null },
            { "a URL of the text", AnswerType.Url, "https://news.example/a?x=1", "https://news.example/a?x=1" },
            { "the other", AnswerType.Url, "https://other.example/b", "https://other.example/b" },
            { "with the full stop behind it", AnswerType.Url, "https://other.example/b.", null },
            { "a part of one", AnswerType.Url, "https://news.example/a", null },
            { "a longer one", AnswerType.Url, "https://news.example/a?x=12", null },
            { "one that stands nowhere", AnswerType.Url, "https://evil.example/", null },
            { "a sentence with one", AnswerType.Url, "It is https://other.example/b", null },
            { "another spelling of the same address", AnswerType.Url, "http://Upper.example/", "http://upper.example/" },
            { "no URL", AnswerType.Url, "news.example", null },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Only_a_value_of_the_type_is_taken(string what, AnswerType type, string answer, string? value)
    {
        Assert.NotEmpty(what);
        var wanted = Wanted(type);
        Assert.Equal(value, TypedAnswer.Read(wanted, answer, Source));
        Assert.True(value is null || TypedAnswer.Fits(wanted, value));
    }

    [Fact]
    public void A_long_url_is_text_and_not_a_value()
    {
        var longest = "https://news.example/" + new string('a', TypedAnswer.MaxUrlLength - 21);
        Assert.Equal(TypedAnswer.MaxUrlLength, longest.Length);
        Assert.Equal(longest, TypedAnswer.Read(Wanted(AnswerType.Url), longest, longest));
        Assert.Null(TypedAnswer.Read(Wanted(AnswerType.Url), longest + "a", longest + "a"));
    }

    [Fact]
    public void What_is_taken_has_one_form_and_is_short_and_on_one_line() =>
        Prop.ForAll(
                Gen.Elements(Enum.GetValues<AnswerType>()).ToArbitrary(),
                Gen.OneOf(EffectGen.Text, Gen.Elements("yes", "12.5", "2026-01-01", "true", "https://other.example/b")).ToArbitrary(),
                (type, answer) =>
                    TypedAnswer.Read(Wanted(type), answer, Source) is not { } value
                    || (
                        value.Length <= TypedAnswer.MaxUrlLength
                        && !value.Any(c => char.IsControl(c) || c == ' ')
                        && TypedAnswer.Fits(Wanted(type), value)
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData("both", "https://a.example/", "p", AnswerType.Number, "q", new string[0], "either")]
    [InlineData("neither", null, "", AnswerType.Number, "q", new string[0], "either")]
    [InlineData("no question", null, "p", AnswerType.Number, " ", new string[0], "question")]
    [InlineData("one option", null, "p", AnswerType.Enum, "q", new[] { "a" }, "2 to 16")]
    [InlineData("an empty option", null, "p", AnswerType.Enum, "q", new[] { "a", "" }, "1 to 40")]
    [InlineData("an option with a line break", null, "p", AnswerType.Enum, "q", new[] { "a", "b\nc" }, "one line")]
    [InlineData("an option with space at its end", null, "p", AnswerType.Enum, "q", new[] { "a", "b " }, "without space")]
    [InlineData("an option twice", null, "p", AnswerType.Enum, "q", new[] { "a", "a" }, "differ")]
    [InlineData("options of a number", null, "p", AnswerType.Number, "q", new[] { "a", "b" }, "enum only")]
    public void An_extraction_that_makes_no_sense_is_refused_with_the_reason(
        string what,
        string? url,
        string path,
        AnswerType type,
        string question,
        string[] options,
        string why
    )
    {
        Assert.NotEmpty(what);
        var refused = Assert.Throws<ArgumentException>(() => SomeEffect.Extract(url, path, type, options, question));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_of_an_extraction_are_where_they_say()
    {
        string[] options = [.. Enumerable.Range(0, 16).Select(number => $"{number}".PadLeft(40, 'x'))];
        Assert.Equal(16, SomeEffect.Extract(type: AnswerType.Enum, options: options).Options.Length);
        Assert.Throws<ArgumentException>(() => SomeEffect.Extract(type: AnswerType.Enum, options: [.. options, "one more"]));
        Assert.Throws<ArgumentException>(() => SomeEffect.Extract(type: AnswerType.Enum, options: ["a", new string('b', 41)]));
        Assert.NotNull(SomeEffect.Extract(question: new string('q', 500)));
        Assert.Throws<ArgumentException>(() => SomeEffect.Extract(question: new string('q', 501)));
    }

    private static ExtractValue Wanted(AnswerType type) =>
        SomeEffect.Extract(type: type, options: type == AnswerType.Enum ? ["yes", "no"] : []);
}
