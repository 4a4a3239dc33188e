using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Agent.Drivers;

/// <summary>The body of an answer as text; what is no text is described.</summary>
internal static class BodyText
{
    public static string Of(WebAnswer answer) => IsText(answer) ? Decode(answer) : Describe(answer);

    public static bool IsHtml(WebAnswer answer) => answer.Type?.MediaType?.ToLowerInvariant() is "text/html" or "application/xhtml+xml";

    public static string Decode(WebAnswer answer)
    {
        using var reader = new StreamReader(
            new MemoryStream(answer.Body),
            Charset(answer.Type?.CharSet),
            detectEncodingFromByteOrderMarks: true
        );
        return reader.ReadToEnd();
    }

    private static bool IsText(WebAnswer answer)
    {
        var type = answer.Type?.MediaType?.ToLowerInvariant() ?? "";
        var named =
            type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("json", StringComparison.Ordinal)
            || type.EndsWith("xml", StringComparison.Ordinal)
            || type is "application/javascript" or "application/x-www-form-urlencoded" or "application/yaml";
        // Servers send text without a type, or as a stream of bytes: no NUL in the first kilobytes is what git goes by too.
        return named
            || (type is "" or "application/octet-stream" && answer.Body.AsSpan(0, Math.Min(8000, answer.Body.Length)).IndexOf((byte)0) < 0);
    }

    private static string Describe(WebAnswer answer) =>
        $"[{answer.Type?.MediaType ?? "unknown type"}, {answer.Body.Length} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(answer.Body))}]";

    private static Encoding Charset(string? name)
    {
        var wanted = name?.Trim('"', ' ') ?? "";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(wanted) ?? Encoding.GetEncoding(wanted);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
