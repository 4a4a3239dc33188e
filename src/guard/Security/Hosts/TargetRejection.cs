namespace Gatehouse.Security.Hosts;

/// <summary>Why a text was not accepted as a host or a request target. Closed: nothing is refused for an unnamed reason.</summary>
public enum TargetRejection
{
    /// <summary>Nothing was wrong; the text was accepted.</summary>
    None = 0,

    /// <summary>The text does not have the shape <c>scheme://host/path</c>.</summary>
    NotAUrl,

    /// <summary>The URL is longer than 8192 characters, or the host name longer than 253.</summary>
    TooLong,

    /// <summary>The scheme is something other than a lower-case <c>http</c> or <c>https</c>.</summary>
    SchemeNotAllowed,

    /// <summary>The authority holds an <c>@</c>: a user name in front of the host is how one host is dressed up as another.</summary>
    UserInfo,

    /// <summary>There is a backslash somewhere: browsers read it as a slash, most other programs do not.</summary>
    Backslash,

    /// <summary>There is a space, tab, line break or other control character in the text.</summary>
    ControlCharacter,

    /// <summary>There is a character outside ASCII in the text.</summary>
    NonAscii,

    /// <summary>No host stands between <c>://</c> and the path.</summary>
    EmptyHost,

    /// <summary>The host is spelled differently from its one accepted form: upper case, trailing dot, percent sign, a bad label.</summary>
    NonCanonicalHost,

    /// <summary>The host is a number in disguise (octal, hex, short or decimal form), or an IPv6 literal not in its shortest form.</summary>
    NonCanonicalAddress,

    /// <summary>The IPv6 literal names a network interface after a percent sign.</summary>
    ZoneId,

    /// <summary>The port is empty, zero, above 65535, has leading zeros or is not a number.</summary>
    BadPort,

    /// <summary>A percent sign is not followed by two hex digits, or the bytes are an overlong form of another character.</summary>
    BadPercentEncoding,

    /// <summary>The path holds an encoded slash or backslash, once or several times encoded.</summary>
    EncodedSeparator,

    /// <summary>The path holds an encoded NUL or other control character, once or several times encoded.</summary>
    EncodedControl,

    /// <summary>A path segment is <c>.</c> or <c>..</c> in plain or encoded form.</summary>
    DotSegment,

    /// <summary>The path or query holds a character that RFC 3986 only allows percent-encoded.</summary>
    IllegalCharacter,
}
