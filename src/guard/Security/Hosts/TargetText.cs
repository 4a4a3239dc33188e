using System.Buffers;

namespace Gatehouse.Security.Hosts;

/// <summary>The character rules of a URL's parts, shared by targets and path prefixes so that both mean the same bytes.</summary>
internal static class TargetText
{
    // RFC 3986 section 3.3 pchar and section 3.4, with '%' checked separately. What is not listed would be re-encoded by one
    // component and sent raw by another; then what was decided is not what is sent.
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/%"
    );

    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?%"
    );

    /// <summary>Refuses what is wrong wherever it stands: blanks, controls, backslashes, anything outside ASCII.</summary>
    public static TargetRejection CheckEverywhere(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or '\x7f')
            {
                return TargetRejection.ControlCharacter;
            }

            if (c > '\x7f')
            {
                return TargetRejection.NonAscii;
            }

            if (c == '\\')
            {
                return TargetRejection.Backslash;
            }
        }

        return TargetRejection.None;
    }

    public static TargetRejection CheckPath(ReadOnlySpan<char> path)
    {
        if (path.ContainsAnyExcept(PathCharacters))
        {
            return TargetRejection.IllegalCharacter;
        }

        if (!PercentEncoding.IsWellFormed(path) || PercentEncoding.HasOverlongForm(path))
        {
            return TargetRejection.BadPercentEncoding;
        }

        foreach (var range in path.Split('/'))
        {
            var why = CheckSegment(path[range]);
            if (why != TargetRejection.None)
            {
                return why;
            }
        }

        return TargetRejection.None;
    }

    public static TargetRejection CheckQuery(ReadOnlySpan<char> query)
    {
        if (query.ContainsAnyExcept(QueryCharacters))
        {
            return TargetRejection.IllegalCharacter;
        }

        return PercentEncoding.IsWellFormed(query) ? TargetRejection.None : TargetRejection.BadPercentEncoding;
    }

    private static TargetRejection CheckSegment(ReadOnlySpan<char> segment)
    {
        // Decoded as often as it goes: behind a proxy that decodes once, %252e%252e is "..".
        var decoded = segment.Contains('%') ? PercentEncoding.DecodeFully(segment) : segment;
        if (decoded.ContainsAny('/', '\\'))
        {
            return TargetRejection.EncodedSeparator;
        }

        foreach (var c in decoded)
        {
            if (c is < ' ' or '\x7f')
            {
                return TargetRejection.EncodedControl;
            }
        }

        // Some servers cut path parameters before resolving dots: "..;x" climbs on Tomcat.
        var semicolon = decoded.IndexOf(';');
        var name = semicolon < 0 ? decoded : decoded[..semicolon];
        return name is "." or ".." ? TargetRejection.DotSegment : TargetRejection.None;
    }
}
