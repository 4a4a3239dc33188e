namespace Gatehouse.Security.Hosts;

/// <summary>Why a text was not accepted as a host, a path or a request target. Closed: nothing is refused for an unnamed reason.</summary>
public enum TargetRejection
{
    /// <summary>Nothing was wrong; the text was accepted.</summary>
    None = 0,

    /// <summary>The text is empty or does not begin with a scheme and a colon.</summary>
    NotAUrl,

    /// <summary>The path of a rule does not begin with a slash, or holds a question mark or a hash.</summary>
    NotAPath,

    /// <summary>The URL, as written or in its canonical form, is longer than 8192 characters.</summary>
    TooLong,

    /// <summary>The scheme is something other than <c>http</c> or <c>https</c>.</summary>
    SchemeNotAllowed,

    /// <summary>The authority holds an <c>@</c>: a user name in front of the host is how one host is dressed up as another.</summary>
    UserInfo,

    /// <summary>There is a backslash somewhere: browsers read it as a slash, most other programs do not.</summary>
    Backslash,

    /// <summary>There is a tab, line break or other control character: browsers drop some of them without a word.</summary>
    ControlCharacter,

    /// <summary>Half of a surrogate pair stands alone, so the text has no UTF-8 form.</summary>
    LoneSurrogate,

    /// <summary>No host stands in the authority.</summary>
    EmptyHost,

    /// <summary>The host holds, as written or percent-encoded, an ASCII character other than letters, digits, hyphens, dots, underscores.</summary>
    ForbiddenHostCharacter,

    /// <summary>A part of the name between two dots is empty, begins or ends with a hyphen, or is the last one and begins with an underscore.</summary>
    BadLabel,

    /// <summary>A part of the name between two dots is longer than 63 characters in ASCII form, or the name longer than 253.</summary>
    HostTooLong,

    /// <summary>The name holds what IDNA forbids, or what cannot be shown here to mean the same in every program.</summary>
    InternationalName,

    /// <summary>The host ends in a number but is no IPv4 address, or stands in brackets but is no IPv6 address.</summary>
    BadAddress,

    /// <summary>The IPv6 literal names a network interface after a percent sign.</summary>
    ZoneId,

    /// <summary>The port is zero, above 65535 or not a number.</summary>
    BadPort,

    /// <summary>A percent sign is not followed by two hex digits, or the encoded bytes of a host are not UTF-8.</summary>
    BadPercentEncoding,

    /// <summary>Encoded bytes are an overlong form of another character: <c>%c0%af</c> is a slash to a lax decoder.</summary>
    OverlongEncoding,

    /// <summary>The path holds an encoded slash or backslash, once or several times encoded.</summary>
    EncodedSeparator,

    /// <summary>The path or host holds an encoded NUL or other control character, in a path once or several times encoded.</summary>
    EncodedControl,

    /// <summary>A path segment is <c>.</c> or <c>..</c> in plain or encoded form, with or without parameters.</summary>
    DotSegment,

    /// <summary>The path holds a <c>^</c>: the URL Standard encodes it since 2024, programs from before send it as it is.</summary>
    UnsettledCharacter,
}
