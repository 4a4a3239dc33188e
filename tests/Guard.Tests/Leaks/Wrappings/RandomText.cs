namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>Made-up credentials and prose, drawn from a seed so that a failure can be played again.</summary>
internal sealed class RandomText(int seed)
{
    private const string Digits = "0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Alphanumeric = Digits + Upper + "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Words =
    [
        "the",
        "risk",
        "adjusted",
        "returns",
        "on",
        "equity",
        "are",
        "measured",
        "quarterly,",
        "see",
        "https://docs.example.com/a/b?c=1",
        "desk-",
        "task-force",
        "bearer",
        "of",
        "news",
        "42",
        "3.14",
        "2024-05-06",
        "e3b0c44298fc1c14",
        "foo(bar)",
        "x",
        "y",
        "naïve",
        "über",
        "привет",
        "日本語",
        "{\"a\":1}",
        "key:",
        "-",
        "—",
        "100%",
        "C:\\new",
        "a&b",
        "skip",
        "SKU",
        "author",
        "e-mail",
        "\u2764\ufe0f",
    ];

    private readonly Random _random = new(seed);

    public static IReadOnlyList<string> Kinds { get; } =
    ["openai", "openai_project", "anthropic", "aws", "github", "github_fine", "stripe", "google", "slack", "sendgrid", "bearer", "pem"];

    public int Next(int most) => _random.Next(most);

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public string Key(string kind) =>
        kind switch
        {
            "openai" => "s" + "k-" + Body(Alphanumeric, 20, 48),
            "openai_project" => "s" + "k-pr" + "oj-" + Body(Alphanumeric + "-_", 40, 120),
            "anthropic" => "s" + "k-a" + "nt-ap" + "i03-" + Body(Alphanumeric + "-_", 90, 100),
            "aws" => "AK" + "IA" + Body(Upper + "234567", 16, 16),
            "github" => "gh" + "p_" + Body(Alphanumeric, 36, 36),
            "github_fine" => "github" + "_pat_" + Body(Alphanumeric, 22, 22) + "_" + Body(Alphanumeric, 59, 59),
            "stripe" => "sk" + "_live_" + Body(Alphanumeric, 24, 99),
            "google" => "AI" + "za" + Body(Alphanumeric + "-_", 35, 35),
            "slack" => "xo" + "xb-" + Body(Digits, 10, 12) + "-" + Body(Alphanumeric, 24, 24),
            "sendgrid" => "S" + "G." + Body(Alphanumeric + "-_", 22, 22) + "." + Body(Alphanumeric + "-_", 43, 43),
            "bearer" => "Bear" + "er " + Body(Alphanumeric + "-._", 24, 60),
            "pem" => "-----BEG" + "IN RSA PRIVATE KEY-----",
            _ => throw new ArgumentException(kind),
        };

    /// <summary>Words of prose, code and other alphabets with blanks and line breaks between them.</summary>
    public string Prose(int words) =>
        string.Concat(Enumerable.Range(0, words).Select(_ => Pick(Words) + (_random.Next(8) == 0 ? "\n" : " ")));

    // Real bodies mix letters and digits; one that happens not to is drawn again.
    private string Body(string alphabet, int least, int most)
    {
        while (true)
        {
            var body = string.Concat(
                Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => alphabet[_random.Next(alphabet.Length)])
            );
            if (alphabet == Digits || (body.Any(char.IsAsciiDigit) && body.Any(char.IsAsciiLetter) && char.IsAsciiLetterOrDigit(body[^1])))
            {
                return body;
            }
        }
    }
}
