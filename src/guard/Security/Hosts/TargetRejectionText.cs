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
            TargetRejection.TooLong => "The address is too long; use at most 8192 characters, and 253 for the host name.",
            TargetRejection.SchemeNotAllowed => "Only web addresses are reached; start it with https:// or http:// in lower case.",
            TargetRejection.UserInfo =>
                "The address has a user name or an @ before the host; remove it, and store credentials as a secret.",
            TargetRejection.Backslash => "The address has a backslash, which programs read differently; use forward slashes.",
            TargetRejection.ControlCharacter => "The address has a space, tab or control character; remove it, or write a space as %20.",
            TargetRejection.NonAscii =>
                "The address has letters outside ASCII; write the host in its xn-- form and percent-encode the rest.",
            TargetRejection.EmptyHost => "The address names no host; put one after the ://.",
            TargetRejection.NonCanonicalHost =>
                "The host name is not in its plain form; use lower-case letters, digits and hyphens, without a dot at the end.",
            TargetRejection.NonCanonicalAddress =>
                "The IP address is written in an unusual form; use four plain decimal numbers, or the shortest IPv6 form in brackets.",
            TargetRejection.ZoneId => "The IPv6 address names a network interface; remove the % and what follows.",
            TargetRejection.BadPort => "The port is not valid; use a number from 1 to 65535 without leading zeros, or leave out the colon.",
            TargetRejection.BadPercentEncoding =>
                "The address has a broken percent code; every % needs two hex digits, and % itself is %25.",
            TargetRejection.EncodedSeparator => "The path hides a slash or backslash in a percent code; write the path with plain slashes.",
            TargetRejection.EncodedControl => "The path hides a control character in a percent code; remove it.",
            TargetRejection.DotSegment => "The path has a . or .. step; write the final path directly.",
            TargetRejection.IllegalCharacter =>
                "The path or query has a character that must be percent-encoded; write { as %7B, | as %7C, and so on.",
            _ => "The address was refused.",
        };
}
