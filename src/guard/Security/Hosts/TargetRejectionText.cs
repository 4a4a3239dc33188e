namespace Gatehouse.Security.Hosts;

/// <summary>The sentence a person or a model reads when a target was refused: the cause, then what to do about it.</summary>
/// <remarks>Never repeats the refused text, so it is safe in logs and in a model's context.</remarks>
public static class TargetRejectionText
{
    public static string Describe(TargetRejection why) =>
        why switch
        {
            TargetRejection.None => "The address was accepted.",
            TargetRejection.NotAUrl => "This is not a web address; write it in full, like https://example.com/page.",
            TargetRejection.NotAPath => "This is not a path; begin it with a slash, and leave out the query and the fragment.",
            TargetRejection.TooLong => "The address is too long; use at most 8192 characters.",
            TargetRejection.SchemeNotAllowed => "Only web addresses are reached; start it with https:// or http://.",
            TargetRejection.UserInfo =>
                "The address has a user name or an @ before the host; remove it, and store credentials as a secret.",
            TargetRejection.Backslash => "The address has a backslash, which programs read differently; use forward slashes.",
            TargetRejection.ControlCharacter => "The address has a tab, line break or other control character; remove it.",
            TargetRejection.LoneSurrogate => "The address has half of a character in it; write it again.",
            TargetRejection.EmptyHost => "The address names no host; put one after the ://.",
            TargetRejection.ForbiddenHostCharacter =>
                "The host has a character that no host name has; use letters, digits, hyphens, underscores and dots.",
            TargetRejection.BadLabel =>
                "A part of the host name is empty, begins or ends with a hyphen, or is the last one and begins with an underscore; check the dots, hyphens and underscores of the name.",
            TargetRejection.HostTooLong => "The host name is too long; use at most 63 characters between two dots and 253 in all.",
            TargetRejection.InternationalName =>
                "The host name has letters that cannot be turned into one certain name; write the host in its xn-- form.",
            TargetRejection.BadAddress =>
                "The host looks like an IP address and is none; use four decimal numbers, or an IPv6 address in brackets.",
            TargetRejection.ZoneId => "The IPv6 address names a network interface; remove the % and what follows.",
            TargetRejection.BadPort => "The port is not valid; use a number from 1 to 65535, or leave out the colon.",
            TargetRejection.BadPercentEncoding =>
                "The address has a broken percent code; every % needs two hex digits, and % itself is %25.",
            TargetRejection.OverlongEncoding => "The address hides a character in an overlong percent code; write the character itself.",
            TargetRejection.EncodedSeparator => "The path hides a slash or backslash in a percent code; write the path with plain slashes.",
            TargetRejection.EncodedControl => "The address hides a control character in a percent code; remove it.",
            TargetRejection.DotSegment => "The path has a . or .. step; write the final path directly.",
            TargetRejection.UnsettledCharacter => "The path has a ^, which programs send differently; write it as %5E.",
            _ => "The address was refused.",
        };
}
