using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Security.Hosts;

/// <summary>Which paths a rule means: <c>/v1</c> is <c>/v1</c> and what lies below it, and not <c>/v1evil</c>.</summary>
/// <remarks>
/// Held to the rules of a target's path and brought to the same form, then compared ordinally on the bytes that are sent: a letter
/// spelled with a percent code does not match the letter, so an odd spelling is refused rather than granted. Immutable and thread-safe.
/// </remarks>
public sealed record PathPrefix
{
    private PathPrefix(string value) => Value = value;

    /// <summary>The prefix that every path matches.</summary>
    public static PathPrefix Root { get; } = new("/");

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out PathPrefix? prefix, out TargetRejection why)
    {
        prefix = null;
        if (string.IsNullOrEmpty(text) || text[0] != '/' || text.AsSpan().ContainsAny('?', '#'))
        {
            why = TargetRejection.NotAPath;
            return false;
        }

        why = text.Length > RequestTarget.MaxLength ? TargetRejection.TooLong : TargetText.CheckEverywhere(text);
        if (why == TargetRejection.None)
        {
            var path = TargetText.EncodePath(text);
            why = path.Length > RequestTarget.MaxLength ? TargetRejection.TooLong : TargetText.CheckPath(path);
            prefix = why == TargetRejection.None ? new PathPrefix(path.ToString()) : null;
        }

        return prefix is not null;
    }

    /// <summary>Matches on segment borders. With a slash at its end the prefix means only what lies below.</summary>
    public bool Matches(RequestTarget target)
    {
        var path = target.Path;
        return path.StartsWith(Value, StringComparison.Ordinal)
            && (path.Length == Value.Length || Value[^1] == '/' || path[Value.Length] == '/');
    }

    public override string ToString() => Value;
}
