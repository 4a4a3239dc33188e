using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Gatehouse.Security.Tokens;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>How long a refusal takes tells nothing of the secret.</summary>
/// <remarks>
/// Medians of interleaved tries, so that a busy machine slows every kind alike. The bound is wide: a comparison that stops at the first
/// difference is off by a factor of ten and more at these lengths, noise by less than two.
/// </remarks>
public sealed partial class ConstantTimeTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private const double Bound = 2;

    // As long as a presented token may be: what a stopping comparison saves grows with it.
    private static readonly string Secret = new('s', TokenHash.MaxPresented);

    private static readonly (string Kind, string Presented)[] Wrong =
    [
        ("first character", "x" + Secret[1..]),
        ("last character", Secret[..^1] + "x"),
        ("every character", new string('x', Secret.Length)),
    ];

    [Fact]
    [Trait("Row", "I-024")]
    [Trait("Row", "I-192")]
    [Trait("Row", "I-224")]
    public void A_comparison_takes_as_long_wherever_the_difference_is()
    {
        var hash = TokenHash.Of(Secret);

        AssertAlike(Measure(Wrong, presented => hash.Matches(presented)));
    }

    [Fact]
    [Trait("Row", "I-024")]
    public void A_comparison_takes_as_long_for_secrets_of_every_length()
    {
        var presented = new string('x', 64);
        var hashes = new[] { 16, 63, 64, 65, 4_000 }.Select(length => (Kind: $"{length}", Hash: TokenHash.Of(Secret[..length]))).ToArray();

        AssertAlike(
            Measure([.. hashes.Select(one => (one.Kind, one.Kind))], kind => hashes.Single(one => one.Kind == kind).Hash.Matches(presented))
        );
    }

    [Fact]
    public void The_bound_finds_a_comparison_that_stops_early()
    {
        var times = Measure(Wrong, presented => string.Equals(presented, Secret, StringComparison.Ordinal));

        Assert.True(times.Values.Max() > Bound * times.Values.Min(), string.Join(", ", times));
    }

    [Theory]
    [Trait("Row", "I-024")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_gateway_refuses_as_fast_by_header_and_by_query_wherever_the_difference_is(bool query)
    {
        var token = GatewayUnderTest.Token;
        (string Kind, string Presented)[] wrong =
        [
            ("first character", "x" + token[1..]),
            ("last character", token[..^1] + "x"),
            ("length", token[..^1]),
        ];
        var times = wrong.ToDictionary(one => one.Kind, _ => new List<long>());
        for (var round = 0; round < 150; round++)
        {
            foreach (var (kind, presented) in wrong)
            {
                var began = Stopwatch.GetTimestamp();
                var status = query
                    ? await gateway.StatusAsync(HttpMethod.Get, $"/api/chat/events?token={presented}")
                    : await gateway.StatusAsync(HttpMethod.Get, "/api/chat/events", presented);
                times[kind].Add(Stopwatch.GetTimestamp() - began);
                Assert.Equal(HttpStatusCode.Unauthorized, status);
            }

            // Or the throttle would answer.
            gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        AssertAlike(times.ToDictionary(one => one.Key, one => Median(one.Value)));
    }

    /// <summary>One class compares. What else compares secrets would have to look at them, and these are all who do.</summary>
    [Fact]
    [Trait("Row", "I-224")]
    public void Every_comparison_of_a_secret_goes_through_the_one_class()
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetFileName(path), Text: File.ReadAllText(path)))
            .ToList();
        Assert.True(sources.Count > 100);

        Assert.Equal(["TokenHash.cs"], Using(FixedTime()));
        // Who has a token's text: to hand it over, to hash it. None of them to compare it.
        Assert.Equal(
            [
                "AuthEndpoints.cs",
                "BearerToken.cs",
                "ControlEndpoints.cs",
                "EventHub.cs",
                "LogHub.cs",
                "OwnerToken.cs",
                "SessionBook.cs",
                "TokenBook.cs",
            ],
            Using(TokenText())
        );
        Assert.All(sources.Where(source => TokenText().IsMatch(source.Text)), source => Assert.DoesNotMatch(ComparedText(), source.Text));

        string[] Using(Regex what) =>
            [.. sources.Where(source => what.IsMatch(source.Text)).Select(source => source.Name).Order(StringComparer.Ordinal)];
    }

    private static void AssertAlike(IReadOnlyDictionary<string, double> times) =>
        Assert.True(times.Values.Max() < Bound * times.Values.Min(), string.Join(", ", times));

    private static Dictionary<string, double> Measure((string Kind, string Presented)[] kinds, Func<string, bool> compare)
    {
        const int Rounds = 2_000;
        const int Repeats = 8;
        var times = kinds.ToDictionary(one => one.Kind, _ => new List<long>(Rounds));
        for (var round = -200; round < Rounds; round++)
        {
            foreach (var (kind, presented) in kinds)
            {
                var began = Stopwatch.GetTimestamp();
                var equal = false;
                for (var repeat = 0; repeat < Repeats; repeat++)
                {
                    equal |= compare(presented);
                }

                var took = Stopwatch.GetTimestamp() - began;
                Assert.False(equal);
                // The first rounds warm the compiler up.
                if (round >= 0)
                {
                    times[kind].Add(took);
                }
            }
        }

        return times.ToDictionary(one => one.Key, one => Median(one.Value));
    }

    private static double Median(List<long> times) => times.Order().ElementAt(times.Count / 2);

    [GeneratedRegex(@"\bFixedTimeEquals\b")]
    private static partial Regex FixedTime();

    [GeneratedRegex(@"\b(BearerToken|OwnerToken)\b(?s:.*)\.Text\b|class BearerToken|\.(Cookie|PageKey)\.Text\b")]
    private static partial Regex TokenText();

    [GeneratedRegex(@"\.Text\s*(==|!=)|(==|!=)\s*\w+\.Text\b|\.Text\.(Equals|CompareTo)|Equals\([^)]*\.Text\b")]
    private static partial Regex ComparedText();
}
