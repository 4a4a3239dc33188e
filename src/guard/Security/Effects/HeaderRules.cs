using System.Buffers;
using System.Collections.Frozen;

namespace Gatehouse.Security.Effects;

/// <summary>Which headers a planned request may carry.</summary>
public static class HeaderRules
{
    /// <summary>Longest header value, bytes. 8 KiB is the line limit of nginx and Apache.</summary>
    public const int MaxValueLength = 8192;

    // RFC 9110 section 5.6.2: token.
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    // Framing and routing belong to the transport: a planned `Host` or `Transfer-Encoding` would make the request sent differ
    // from the request decided. Hop-by-hop names are RFC 9110 section 7.6.1 and the seed's list.
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "trailers",
        "upgrade",
        "expect",
        "forwarded",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
        "alt-svc",
        "accept-encoding",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The transport keeps these with the body: on a request without one they would bring an unannounced Content-Length along.
    private static readonly FrozenSet<string> DescribesBody = new[]
    {
        "allow",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-location",
        "content-md5",
        "content-range",
        "content-type",
        "expires",
        "last-modified",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers that the transport adds to every planned request: shown greyed on the card.</summary>
    /// <param name="bodyLength">Null for methods that carry no body.</param>
    public static IReadOnlyList<HeaderField> AddedByTransport(Hosts.RequestTarget target, int? bodyLength)
    {
        List<HeaderField> added = [new("Host", HostOf(target)), new("Accept-Encoding", "gzip, deflate, br")];
        if (bodyLength is { } length)
        {
            added.Add(new("Content-Length", $"{length}"));
        }

        return added;
    }

    /// <summary>Why these headers cannot be planned together; null when they can.</summary>
    public static string? RefuseTogether(IReadOnlyList<HeaderField> headers, bool carriesBody)
    {
        var twice = headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        // The transport would fold them into one line, which is not what the card shows.
        return twice is not null ? $"the header {twice.Key} is given twice"
            : !carriesBody && headers.FirstOrDefault(header => DescribesBody.Contains(header.Name)) is { } lost
                ? $"the header {lost.Name} describes a body, and there is none"
            : null;
    }

    /// <summary>Why this header cannot be planned; null when it can.</summary>
    public static string? Refuse(HeaderField header)
    {
        if (header.Name.Length is 0 or > 128 || header.Name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return "a header name is not a token (RFC 9110, 5.6.2)";
        }

        if (Reserved.Contains(header.Name))
        {
            return $"the header {header.Name} belongs to the transport";
        }

        // Control characters split requests (CRLF injection); other non-ASCII has no agreed meaning on the wire.
        // Spaces at its ends are not part of a value (RFC 9110, 5.5): what is sent would not be what is shown.
        return
            header.Value.Length > MaxValueLength
            || header.Value.AsSpan().Trim(' ').Length != header.Value.Length
            || header.Value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? $"the value of {header.Name} is too long, begins or ends with a space, or holds a character other than printable ASCII"
            : null;
    }

    private static string HostOf(Hosts.RequestTarget target) =>
        target.IsDefaultPort ? target.Host.Value : $"{target.Host.Value}:{target.Port}";
}
