using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakShapes;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Credentials of no vendor, told by the header, the URL or the encoding that they stand in. Likely, hence redacted.</summary>
internal static class GeneralPatterns
{
    private static readonly string[] Users = ["user id=", "uid=", "user="];
    private static readonly string[] Passwords = ["Password=", "password=", "Pwd=", "pwd="];

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
                ),
                // As JSON and code write it, and without a scheme, where only what has a digit is more than a word.
                Written(
                    "authorization\": authorization': authorization\\\":",
                    [Run(HeaderGap, 0, LooseMax), Run(Letters, 2, LooseMax), Spaces(), Key(BearerToken, 20, 60)],
                    LeakRules.AnyCase,
                    rest: BearerToken
                ),
                Written(
                    "authorization: authorization\": authorization': authorization\\\":",
                    [Run(HeaderGap, 0, LooseMax), Key(Base64Url, 32, 60)],
                    LeakRules.AnyCase | LeakRules.HasDigit,
                    rest: BearerToken
                )
            ),
            // What gateways of many vendors call it.
            new("api_key_header", Redact, Named("x-api-key", Key(BearerToken, 16, 48), LeakRules.HasDigit, BearerToken)),
            // Keys of no format, by the name of the variable that their documentation reads them from.
            new(
                "named_api_key",
                Redact,
                Named("mistral_api_key", Key(Alphanumeric, 32), LeakRules.HasDigit),
                Named("cohere_api_key co_api_key", Key(Alphanumeric, 40), LeakRules.HasDigit),
                Named("vercel_token", Key(Alphanumeric, 24), LeakRules.HasDigit),
                Named("okta_api_token", Key(Base64Url, 42), LeakRules.HasDigit),
                Written("heroku_api_key", [Run(Assignment, 1, 16), .. Uuid(Key)], LeakRules.AnyCase, LeakBefore.Anything)
            ),
            // RFC 7517: the private member of a key, 32 bytes on the usual curves and more for RSA.
            new("jwk_private_key", Redact, Written("\"d\":", [Run(JsonGap, 1, 8), Key(Base64Url, 43)], LeakRules.HasCases)),
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
                    // Drivers take what the RFC does not allow: /, ? and # in a password, an @ in a user's name, all letters.
                    new LeakShape(
                        "://",
                        [
                            Until(DatabaseUserEnd, 0, 64),
                            Word(":"),
                            KeyUntil(TemplateStart, 1, 1),
                            KeyUntil(DatabasePasswordEnd, 2, 127),
                            Word("@"),
                        ],
                        before: LeakBefore.DatabaseScheme,
                        rest: RestUntil(UrlHostEnd)
                    ),
                ]
            ),
            // learn.microsoft.com/dotnet/api/system.data.sqlclient.sqlconnection.connectionstring; jdbc: and others in the query.
            new(
                "connection_string_password",
                Redact,
                [
                    .. from user in Users
                    from word in Passwords
                    select new LeakShape(
                        user,
                        [Until(FieldEnd, 1, 32), Word(";"), Word(word), KeyUntil(FieldEnd, 4, 128)],
                        LeakRules.AnyCase,
                        LeakBefore.WordBreak,
                        RestUntil(FieldEnd)
                    ),
                    new LeakShape("&password=", [KeyUntil(FieldEnd, 4, 128)], LeakRules.AnyCase, rest: RestUntil(FieldEnd)),
                ]
            ),
        ];
}
