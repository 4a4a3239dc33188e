using System.Globalization;

namespace Gatehouse.Security.Hosts;

/// <summary>The steps from a text to a <see cref="RequestTarget"/>, in the order in which they refuse.</summary>
/// <remarks>1 length · 2 characters · 3 scheme · 4 authority: user info, host, port · 5 path · 6 query.</remarks>
internal static class TargetParser
{
    public static (RequestTarget? Target, TargetRejection Why) Parse(string? url)
    {
        // 1 + 2
        var why = CheckWhole(url);
        if (why != TargetRejection.None)
        {
            return (null, why);
        }

        // 3
        why = CutScheme(url!, out var scheme, out var rest);
        if (why != TargetRejection.None)
        {
            return (null, why);
        }

        // RFC 3986 section 3.2: the authority ends at the first of these, and nothing else ends it.
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        var (path, query) = CutTail(end < 0 ? "" : rest[end..]);

        // 4
        why = CutAuthority(authority, out var host, out var port);

        // 5
        why = why != TargetRejection.None ? why : TargetText.CheckPath(path);

        // 6
        why = why != TargetRejection.None ? why : TargetText.CheckQuery(query);
        if (why != TargetRejection.None)
        {
            return (null, why);
        }

        // The canonical form can be one slash longer than what was written, and has to parse again.
        var target = new RequestTarget(scheme, host!, port ?? RequestTarget.DefaultPort(scheme), path, query);
        return target.Url.Length > RequestTarget.MaxLength ? (null, TargetRejection.TooLong) : (target, TargetRejection.None);
    }

    private static TargetRejection CheckWhole(string? url)
    {
        if (string.IsNullOrEmpty(url))
        {
            return TargetRejection.NotAUrl;
        }

        return url.Length > RequestTarget.MaxLength ? TargetRejection.TooLong : TargetText.CheckEverywhere(url);
    }

    private static TargetRejection CutScheme(string url, out WebScheme scheme, out string rest)
    {
        (scheme, rest) = (WebScheme.Https, "");
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || url.AsSpan(0, colon).ContainsAny('/', '?', '#'))
        {
            return TargetRejection.NotAUrl;
        }

        switch (url.AsSpan(0, colon))
        {
            case "https":
                break;
            case "http":
                scheme = WebScheme.Http;
                break;
            default:
                return TargetRejection.SchemeNotAllowed;
        }

        // "https:host" and "https:/host" are repaired by browsers into another URL than the one written.
        if (!url.AsSpan(colon).StartsWith("://", StringComparison.Ordinal))
        {
            return TargetRejection.NotAUrl;
        }

        rest = url[(colon + 3)..];
        return TargetRejection.None;
    }

    private static (string Path, string? Query) CutTail(string tail)
    {
        var hash = tail.IndexOf('#', StringComparison.Ordinal);
        var sent = hash < 0 ? tail : tail[..hash];
        var mark = sent.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? sent : sent[..mark];
        return (path.Length == 0 ? "/" : path, mark < 0 ? null : sent[(mark + 1)..]);
    }

    private static TargetRejection CutAuthority(string authority, out HostName? host, out int? port)
    {
        (host, port) = (null, null);
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return TargetRejection.UserInfo;
        }

        // The colons of an IPv6 literal are inside its brackets.
        var hostEnd = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var colon = authority.IndexOf(':', hostEnd);
        if (!HostName.TryParse(colon < 0 ? authority : authority[..colon], out host, out var why))
        {
            return why;
        }

        return colon < 0 ? TargetRejection.None : ParsePort(authority.AsSpan(colon + 1), out port);
    }

    private static TargetRejection ParsePort(ReadOnlySpan<char> text, out int? port)
    {
        port = null;
        var plain = text.Length is > 0 and <= 5 && text[0] != '0';
        if (!plain || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 65535)
        {
            return TargetRejection.BadPort;
        }

        port = number;
        return TargetRejection.None;
    }
}
