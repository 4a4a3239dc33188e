using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gatehouse.Server.Access;

/// <summary>Says what is wrong with a client's JSON in the client's own terms; the exceptions name our types.</summary>
internal static partial class JsonComplaint
{
    /// <summary>Longest path that is repeated to the client, who made it up.</summary>
    private const int MaxPath = 100;

    /// <summary>Whether the text is no JSON at all, or nested too deeply to be read; otherwise it is JSON of the wrong shape.</summary>
    /// <remarks>The reader's own exception is a subclass without a public name.</remarks>
    public static bool IsBroken(JsonException problem) =>
        problem.InnerException is JsonException
        || problem.GetType() != typeof(JsonException)
        // Text that is no UTF-8 is found only when a member is read.
        || problem.InnerException?.InnerException is DecoderFallbackException;

    public static string Describe(JsonException problem) =>
        IsBroken(problem) ? "This is not JSON in UTF-8, or nested too deeply."
        : Missing().Match(problem.Message) is { Success: true } missing ? $"Missing: {missing.Groups[1].Value}.{In(problem.Path)}"
        : problem.Path is { Length: > 2 } ? $"{Place(problem.Path)} is unknown here, doubled, or of the wrong type."
        : "A JSON object is expected.";

    private static string In(string? path) => path is { Length: > 2 } ? $" In {Place(path)}." : "";

    // "$.a.b" is "a.b".
    private static string Place(string path) => path.Length > MaxPath + 2 ? $"{path[2..MaxPath]}…" : path[2..];

    // The serializer tells the names nowhere else.
    [GeneratedRegex(@"missing required properties including: ((?:'[a-z0-9_]+'(?:, )?)+)", RegexOptions.NonBacktracking)]
    private static partial Regex Missing();
}
