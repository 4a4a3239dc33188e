using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakShapes;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Credentials of no vendor, told by the header, the URL or the encoding that they stand in. Likely, hence redacted.</summary>
internal static class GeneralPatterns
{
    public static LeakPattern[] All() =>
        [
            // RFC 6750 section 2.1. Twenty characters may all be small letters where there are no capitals; sixty are not.
            new("bearer_token", Redact, Written("Bearer", [Spaces(), Key(BearerToken, 20, 60)], LeakRules.HasDigit, rest: BearerToken)),
            // RFC 7617: base64 of a user and a password. A name of 16 letters is none, nor a word with a number.
            new(
                "basic_credentials",
                Redact,
                Written("Basic", [Spaces(), Key(Base64, 16, 64)], LeakRules.HasDigit | LeakRules.HasCases, rest: BearerToken)
            ),
            // Field names are case-insensitive, RFC 9110 section 5.1.
            new(
                "auth_header",
                Redact,
                Written(
                    "authorization:",
                    [Spaces(min: 0), Run(Letters, 2, LooseMax), Spaces(), Key(BearerToken, 20, 60)],
                    LeakRules.AnyCase,
                    rest: BearerToken
                )
            ),
            // What gateways of many vendors call it.
            new("api_key_header", Redact, Named("x-api-key", Key(BearerToken, 16, 48), LeakRules.HasDigit, BearerToken)),
            // RFC 7519: two JSON objects in base64url, which begin {" or with white space in between. A header has some 20 to 200
            // characters; the third part goes with the rest. One that is longer begins with its algorithm, type or key.
            new(
                "json_web_token",
                Redact,
                Written(
                    "eyJ eyA ew0 ewo",
                    [Key(Base64Url, 8, 240), Word(".e"), Run(new LeakSet("wy"), 1, 1), Key(Base64Url, 9)],
                    rest: Dotted
                ),
                Written("eyJhbGci eyJ0eXAi eyJraWQi", [Key(Base64Url, 200)], before: LeakBefore.WordBreak, rest: Dotted)
            ),
            // RFC 3986 section 3.2.1: user and password before a host, whatever the scheme: https, postgres, mongodb+srv, amqps.
            // All of the authority goes: in a password that holds an @, the first is not the last.
            new(
                "url_credentials",
                Redact,
                [
                    new LeakShape(
                        "://",
                        [Run(UrlUser, 0, 64), Word(":"), KeyUntil(UrlPasswordEnd, 1, 128), Word("@")],
                        before: LeakBefore.Anything,
                        rest: RestUntil(UrlHostEnd)
                    ),
                ]
            ),
        ];
}
