using System.Text;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>Made-up credentials, put together here so that none stands in the source as one.</summary>
internal static class Sample
{
    public const string Digits = "0123456789";
    public const string Hex = Digits + "abcdef";
    public const string UpperDigits = Digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string LowerDigits = Digits + "abcdefghijklmnopqrstuvwxyz";
    public const string Alphanumeric = UpperDigits + "abcdefghijklmnopqrstuvwxyz";
    public const string Base64Url = Alphanumeric + "-_";
    public const string Base64 = Alphanumeric + "+/";

    // Coprime to the length of every alphabet here, so that all characters come up; the second tells two bodies apart.
    private const int Stride = 23;

    public static readonly LeakScanner Scanner = new();

    public static string Of(char c, int count) => new(c, count);

    /// <summary>As varied as a key is, and the same in each run.</summary>
    public static string Body(int length, string alphabet = Alphanumeric, int first = 7) =>
        string.Create(
            length,
            (alphabet, first),
            (body, from) =>
            {
                for (var i = 0; i < body.Length; i++)
                {
                    body[i] = from.alphabet[(from.first + (i * Stride)) % from.alphabet.Length];
                }
            }
        );

    public static string Bearer(int length = 20) => "Bear" + "er " + Body(length);

    public static string AuthHeader(int length = 20) => "Author" + "ization: Basic " + Body(length, first: 9);

    public static string AwsKey() => "AK" + "IA" + Body(16, UpperDigits);

    public static string OpenAiKey() => "s" + "k-" + Body(20);

    /// <summary>64 hex digits: only suspicious.</summary>
    public static string Hash() => Body(64, Hex);

    /// <summary>One shortest match of each pattern.</summary>
    public static IReadOnlyDictionary<string, string> Shortest { get; } =
        LeakSamples.All.DistinctBy(sample => sample.Pattern).ToDictionary(sample => sample.Pattern, sample => sample.Text);

    public static string Uuid(int first = 3) =>
        new StringBuilder(Body(32, Hex, first)).Insert(20, '-').Insert(16, '-').Insert(12, '-').Insert(8, '-').ToString();
}
