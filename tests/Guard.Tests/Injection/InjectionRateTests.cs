using Gatehouse.Security.Injection;
using Xunit.Abstractions;

namespace Gatehouse.Guard.Tests.Injection;

/// <summary>How many direct attacks are seen, and how much everyday text is taken for one. Both numbers are in the output.</summary>
public sealed class InjectionRateTests(ITestOutputHelper output)
{
    private const int LeastAttacks = 120;
    private const int LeastBenign = 250;
    private const double LeastRecall = 0.90;
    private const double MostFalse = 0.012;

    private static readonly InjectionScanner Scanner = new();

    [Fact]
    public void Direct_attacks_are_seen()
    {
        var attacks = DirectAttacks.All.Distinct().ToList();
        var missed = attacks.Where(text => Scanner.Scan(text).Count == 0).ToList();
        var recall = 1 - ((double)missed.Count / attacks.Count);

        output.WriteLine($"injection signal: {attacks.Count - missed.Count} of {attacks.Count} direct attacks seen, recall {recall:P1}");
        missed.ForEach(text => output.WriteLine($"  missed: {text}"));

        Assert.True(attacks.Count >= LeastAttacks, $"only {attacks.Count} attacks");
        Assert.True(recall >= LeastRecall, $"recall {recall:P1}");
    }

    [Fact]
    public void Everyday_text_is_left_alone()
    {
        var benign = BenignTexts.All.Distinct().ToList();
        var wrong = benign.Select(text => (text, found: Scanner.Scan(text))).Where(row => row.found.Count > 0).ToList();
        var rate = (double)wrong.Count / benign.Count;

        output.WriteLine($"injection signal: {wrong.Count} of {benign.Count} benign texts taken for attacks, false positives {rate:P1}");
        wrong.ForEach(row => output.WriteLine($"  wrongly {string.Join(", ", row.found)}: {row.text}"));

        Assert.True(benign.Count >= LeastBenign, $"only {benign.Count} benign texts");
        Assert.True(rate <= MostFalse, $"false positives {rate:P1}");
    }
}
