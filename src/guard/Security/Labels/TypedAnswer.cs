using System.Globalization;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Labels;

/// <summary>
/// Whether a model's answer is a value of the type that was asked for. It is what lets a value out of an untrusted text count as the
/// assistant's own: a value of these forms is too small and too regular to carry an instruction. All but an address, which stays untrusted.
/// </summary>
/// <remarks>
/// What a hostile text can choose is bounded by the form: an enum 4 bits, a boolean 1, a date below 22 (9999 years of days), a number
/// below 80 (<see cref="MaxNumberLength"/> digits), a URL one of those in the text. A URL is the only form with free letters: a path of
/// hyphenated words is an order, so it counts as the text that it was taken from. Pure and thread-safe.
/// </remarks>
public static class TypedAnswer
{
    /// <summary>Longest number in characters, sign and point included: more digits than a decimal keeps exactly would be rounded.</summary>
    public const int MaxNumberLength = 24;

    /// <summary>Longest URL in characters: nine of ten links are shorter, and a paragraph of orders is longer.</summary>
    public const int MaxUrlLength = 200;

    private const string DateForm = "yyyy-MM-dd";

    /// <summary>Reads a model's answer strictly; white space at its ends is forgiven.</summary>
    /// <param name="source">The text that the answer was taken from; a URL must stand in it.</param>
    /// <returns>The value in its one form; null when the answer is anything else.</returns>
    public static string? Read(ExtractValue wanted, string answer, string source)
    {
        var said = answer.Trim();
        var value = wanted.Type switch
        {
            AnswerType.Number => Number(said),
            AnswerType.Url => Url(said) is { } url && RequestTargets.FindIn(source).Any(found => found == url) ? url.Url : null,
            _ => said,
        };
        return value is not null && Fits(wanted, value) ? value : null;
    }

    /// <summary>Whether a text has the form of a value of this type.</summary>
    public static bool Fits(ExtractValue wanted, string value) =>
        wanted.Type switch
        {
            AnswerType.Enum => wanted.Options.Contains(value, StringComparer.Ordinal),
            AnswerType.Boolean => value is "true" or "false",
            AnswerType.Date => DateOnly.TryParseExact(value, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            AnswerType.Number => Number(value) == value,
            AnswerType.Url => value.Length <= MaxUrlLength && Url(value)?.Url == value,
            _ => false,
        };

    private static string? Number(string text) =>
        text.Length is > 0 and <= MaxNumberLength
        && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static RequestTarget? Url(string text) => RequestTarget.TryParse(text, out var target, out _) ? target : null;
}
