using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakBefore;
using static Gatehouse.Security.Leaks.Matching.LeakRules;
using static Gatehouse.Security.Leaks.Matching.LeakShapes;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Keys of shops, payments, messengers and mail.</summary>
internal static class BusinessPatterns
{
    public static LeakPattern[] All() => [.. Payments(), .. Messengers(), .. Telephony(), .. Mail()];

    private static LeakPattern[] Payments() =>
        [
            // docs.stripe.com/keys: secret and restricted keys. Publishable ones (pk_) are public. Clerk and Paystack copied it.
            new("stripe_api_key", Block, Written("sk_live_ sk_test_ rk_live_ rk_test_", [Key(Alphanumeric, 24)], before: Loose)),
            // docs.stripe.com/webhooks; Svix signs with the same prefix.
            new("stripe_webhook_secret", Block, Written("whsec_", [Key(Base64, 32)], before: Loose)),
            // developer.squareup.com: access tokens of before and application secrets; access tokens of now.
            new("square_token", Block, Written("sq0atp-", [Key(Base64Url, 22)]), Written("sq0csp-", [Key(Base64Url, 43)])),
            // A line of base64 may look like one.
            new("square_access_token", Redact, Written("EAAA", [Key(Base64Url, 60)], Closed | HasDigit, NoBase64)),
            // developer.paypal.com/braintree
            new("braintree_token", Block, Written("access_token$production$", [Key(LowerDigits, 16), Word("$"), Key(Hex, 32)])),
            // shopify.dev: access tokens, custom and private apps, shared secrets.
            new("shopify_token", Block, Written("shpat_ shpua_ shpca_ shppa_ shpss_", [Key(Hex, 32)])),
            // plaid.com/docs/api/tokens
            new(
                "plaid_access_token",
                Block,
                Written("access-production- access-sandbox- access-development-", Uuid(Key), before: WordBreak)
            ),
            // developer.flutterwave.com: live and test.
            new("flutterwave_key", Block, Written("FLWSECK-", [Key(Hex, 32)]), Written("FLWSECK_TEST-", [Key(Hex, 12)])),
            // docs.easypost.com
            new("easypost_key", Block, Written("EZAK", [Key(Alphanumeric, 54)])),
        ];

    private static LeakPattern[] Messengers() =>
        [
            // api.slack.com/authentication/token-types: bot, app, user, refresh, session, configuration, client, cookie.
            new(
                "slack_token",
                Block,
                Written("xoxb- xoxa- xoxp- xoxr- xoxs- xoxe- xoxc-", [Key(AlphanumericDash, 10, 60)], before: Loose),
                Written("xoxd-", [Key(SlackCookie, 10, 60)], before: Loose, rest: SlackCookie)
            ),
            new("slack_app_token", Block, Written("xapp-", [Key(AlphanumericDash, 40)])),
            // api.slack.com/messaging/webhooks: who has the URL may post. Team, channel, secret.
            new(
                "slack_webhook_url",
                Block,
                Written(
                    "hooks.slack.com/services/ hooks.slack-gov.com/services/",
                    [Run(UpperDigits, 8, 16), Word("/"), Run(UpperDigits, 8, 16), Word("/"), Key(Alphanumeric, 20)]
                ),
                Written(
                    "hooks.slack.com/workflows/",
                    [
                        Run(UpperDigits, 8, 16),
                        Word("/"),
                        Run(UpperDigits, 8, 16),
                        Word("/"),
                        Run(Digits, 10, 20),
                        Word("/"),
                        Key(Alphanumeric, 20),
                    ]
                ),
                Written("hooks.slack.com/triggers/", [Run(UpperDigits, 8, 16), Word("/"), Run(Digits, 10, 20), Word("/"), Key(Hex, 32)])
            ),
            // core.telegram.org/bots/api: the bot's number is not secret.
            new("telegram_bot_token", Block, Written(":AA", [Key(Base64Url, 33)], Closed, BotNumber)),
            // discord.com/developers: base64 of the digits of an id, three at a time; a timestamp; the secret.
            new(
                "discord_bot_token",
                Block,
                Written(
                    "",
                    [
                        .. ThreeDigits(),
                        .. ThreeDigits(),
                        Run(Base64Url, 14, 20),
                        Word("."),
                        Run(Base64Url, 6, 7),
                        Word("."),
                        Key(Base64Url, 27),
                    ],
                    before: WordBreak
                )
            ),
            new(
                "discord_webhook_url",
                Block,
                Written("discord.com/api/webhooks/ discordapp.com/api/webhooks/", [Run(Digits, 17, 20), Word("/"), Key(Base64Url, 60)]),
                Written(
                    "discord.com/api/v discordapp.com/api/v",
                    [Run(Digits, 1, 2), Word("/webhooks/"), Run(Digits, 17, 20), Word("/"), Key(Base64Url, 60)]
                )
            ),
            // learn.microsoft.com/microsoftteams: group and tenant, then the secret.
            new(
                "teams_webhook_url",
                Block,
                Written(
                    ".webhook.office.com/webhookb2/",
                    [.. Uuid(Digit), Word("@"), .. Uuid(Digit), Word("/IncomingWebhook/"), Key(Hex, 32)],
                    rest: new LeakSet("/-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
                )
            ),
            // developers.facebook.com: user and page tokens.
            new("facebook_access_token", Block, Written("EAAC EAAG EAAM", [Key(Alphanumeric, 100)], before: NoBase64)),
            // firebase.google.com: the server keys of the older API.
            new("firebase_server_key", Block, Written("AAAA", [Run(Base64Url, 7, 7), Word(":APA91b"), Key(Base64Url, 100)])),
        ];

    private static LeakPattern[] Telephony() =>
        [
            // twilio.com/docs/iam/api-keys; an account with its token as in a URL or curl; the token by its name.
            new("twilio_api_key", Block, Written("SK", [Key(Hex, 32)], Closed)),
            new("twilio_account_token", Block, Written("AC", [Run(Hex, 32, 32), Run(Separators, 1, 32), Key(Hex, 32)], Closed)),
            new("twilio_named_token", Redact, Named("twilio_auth_token", Key(Hex, 32), Closed)),
        ];

    private static LeakPattern[] Mail() =>
        [
            // sendgrid.com/docs: 69 characters in all.
            new("sendgrid_api_key", Block, Written("SG.", [Key(Base64Url, 22), Word("."), Key(Base64Url, 43)])),
            // documentation.mailgun.com. An MD5 after "key-" looks the same, so it is only redacted.
            new("mailgun_api_key", Redact, Written("key-", [Key(Hex, 32)], Closed)),
            // mailchimp.com/developer: the data centre comes last. Eight characters of hex are nothing yet, so they are not held long.
            new("mailchimp_api_key", Block, Written("", [Run(Hex, 8, 8), Key(Hex, 24), Word("-us"), Run(Digits, 1, 2)], Closed, WordBreak)),
            // developers.brevo.com
            new("brevo_api_key", Block, Written("xkeysib-", [Key(Hex, 64), Word("-"), Key(Alphanumeric, 16)])),
            // resend.com/docs
            new("resend_api_key", Block, Written("re_", [Key(Alphanumeric, 8), Word("_"), Key(Alphanumeric, 24)])),
        ];

    // '0' to '9' are 0x30 to 0x39, so three of them in base64 leave few characters for each place.
    private static LeakStep[] ThreeDigits() => [One("MNO"), One("DTjz"), One("AEIMQUYcgk"), One("wxyz012345")];

    private static LeakStep One(string characters) => Run(new LeakSet(characters), 1, 1);

    private static LeakStep Digit(LeakSet set, int count) => Run(set, count, count);
}
