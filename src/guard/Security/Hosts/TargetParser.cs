using System.Globalization;

namespace Gatehouse.Security.Hosts;

/// <summary>The URL Standard's basic parser, without a base URL and for http and https only, and what it is refused here.</summary>
/// <remarks>1 length · 2 characters · 3 scheme · 4 authority: user info, host, port · 5 path · 6 query · 7 the canonical form.</remarks>
internal static class TargetParser
{
    public static TargetRejection Parse(string? url, out RequestTarget? target)
    {
        target = null;
        if (string.IsNullOrEmpty(url))
        {
            return TargetRejection.NotAUrl;
        }

        // 1
        if (url.Length > RequestTarget.MaxLength)
        {
            return TargetRejection.TooLong;
        }

        // 2
        var text = url.AsSpan().Trim(' ');
        var why = TargetText.CheckEverywhere(text);
        if (why != TargetRejection.None)
        {
            return why;
        }

        // 3
        why = CutScheme(ref text, out var scheme);
        if (why != TargetRejection.None)
        {
            return why;
        }

        // Any number of slashes, none included; and nothing else than these three ends the authority.
        text = text.TrimStart('/');
        var end = text.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? text : text[..end];
        CutTail(end < 0 ? default : text[end..], out var path, out var query);

        // 4
        why = CutAuthority(authority, scheme, out var host, out var port);
        if (why != TargetRejection.None)
        {
            return why;
        }

        // 5
        path = TargetText.EncodePath(path);
        why = TargetText.CheckPath(path);

        // 6
        query = TargetText.EncodeQuery(query);
        why = why != TargetRejection.None ? why : TargetText.CheckQuery(query);
        if (why != TargetRejection.None)
        {
            return why;
        }

        // 7
        target = Print(url, scheme, host!, port, path, query);
        return target is null ? TargetRejection.TooLong : TargetRejection.None;
    }

    private static TargetRejection CutScheme(ref ReadOnlySpan<char> text, out WebScheme scheme)
    {
        scheme = WebScheme.Https;
        var colon = text.IndexOf(':');
        if (colon <= 0 || !IsScheme(text[..colon]))
        {
            return TargetRejection.NotAUrl;
        }

        var name = text[..colon];
        text = text[(colon + 1)..];
        if (name.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            return TargetRejection.None;
        }

        scheme = WebScheme.Http;
        return name.Equals("http", StringComparison.OrdinalIgnoreCase) ? TargetRejection.None : TargetRejection.SchemeNotAllowed;
    }

    private static bool IsScheme(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter(name[0]);
    }

    // Both with what introduces them: the path with its slash, the query, if there is one, with its question mark.
    private static void CutTail(ReadOnlySpan<char> tail, out ReadOnlySpan<char> path, out ReadOnlySpan<char> query)
    {
        var hash = tail.IndexOf('#');
        var sent = hash < 0 ? tail : tail[..hash];
        var mark = sent.IndexOf('?');
        path = mark < 0 ? sent : sent[..mark];
        path = path.IsEmpty ? "/" : path;
        query = mark < 0 ? default : sent[mark..];
    }

    private static TargetRejection CutAuthority(ReadOnlySpan<char> authority, WebScheme scheme, out HostName? host, out int port)
    {
        (host, port) = (null, RequestTarget.DefaultPort(scheme));
        if (authority.Contains('@'))
        {
            return TargetRejection.UserInfo;
        }

        CutPort(authority, out var name, out var digits);
        if (!HostName.TryParse(name, out host, out var why))
        {
            return why;
        }

        return digits.IsEmpty || TryPort(digits, out port) ? TargetRejection.None : TargetRejection.BadPort;
    }

    /// <summary>Host and port of an authority; the port is empty when there is none.</summary>
    internal static void CutPort(ReadOnlySpan<char> authority, out ReadOnlySpan<char> host, out ReadOnlySpan<char> port)
    {
        // The colons of an IPv6 literal are inside its brackets.
        var bracket = authority.StartsWith('[') ? authority.IndexOf(']') + 1 : 0;
        var colon = authority[bracket..].IndexOf(':');
        host = colon < 0 ? authority : authority[..(bracket + colon)];
        port = colon < 0 ? default : authority[(bracket + colon + 1)..];
    }

    internal static bool TryPort(ReadOnlySpan<char> digits, out int port)
    {
        port = 0;
        var number = digits.TrimStart('0');
        return number.Length is > 0 and <= 5
            && !digits.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port <= 65535;
    }

    // The canonical form can be longer than what was written, and has to parse again.
    private static RequestTarget? Print(
        string written,
        WebScheme scheme,
        HostName host,
        int port,
        ReadOnlySpan<char> path,
        ReadOnlySpan<char> query
    )
    {
        var start = scheme == WebScheme.Https ? "https://" : "http://";
        Span<char> colonAndPort = stackalloc char[6];
        var portLength = 0;
        if (port != RequestTarget.DefaultPort(scheme))
        {
            colonAndPort.TryWrite(CultureInfo.InvariantCulture, $":{port}", out portLength);
        }

        var pathStart = start.Length + host.Value.Length + portLength;
        var length = pathStart + path.Length + query.Length;
        if (length > RequestTarget.MaxLength)
        {
            return null;
        }

        var buffer = length <= 512 ? stackalloc char[512] : new char[length];
        buffer = buffer[..length];
        start.CopyTo(buffer);
        host.Value.CopyTo(buffer[start.Length..]);
        colonAndPort[..portLength].CopyTo(buffer[(pathStart - portLength)..]);
        path.CopyTo(buffer[pathStart..]);
        query.CopyTo(buffer[(pathStart + path.Length)..]);
        var url = buffer.SequenceEqual(written) ? written : buffer.ToString();
        return new RequestTarget(scheme, host, port, url, pathStart, pathStart + path.Length);
    }
}
