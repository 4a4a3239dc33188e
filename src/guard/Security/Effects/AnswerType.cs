namespace Gatehouse.Security.Effects;

/// <summary>What kind of value an <see cref="ExtractValue"/> brings back.</summary>
public enum AnswerType
{
    /// <summary>One of the options that the call names.</summary>
    Enum,

    /// <summary>A decimal number with a point.</summary>
    Number,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>An address that stands in the text.</summary>
    Url,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
}

/// <summary>Wire names of answer types, both ways.</summary>
public static class AnswerTypes
{
    public static string Wire(this AnswerType type) =>
        type switch
        {
            AnswerType.Enum => "enum",
            AnswerType.Number => "number",
            AnswerType.Date => "date",
            AnswerType.Url => "url",
            AnswerType.Boolean => "boolean",
            _ => throw new MalformedEffectException("unknown answer type"),
        };

    public static AnswerType? Parse(string? wire) =>
        System.Enum.GetValues<AnswerType>().Cast<AnswerType?>().FirstOrDefault(type => type!.Value.Wire() == wire);
}
