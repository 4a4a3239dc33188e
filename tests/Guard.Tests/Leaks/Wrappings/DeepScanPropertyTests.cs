using System.Text;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>A planted credential is never clean, whatever it is hidden in, alone and one inside the other.</summary>
public sealed class DeepScanPropertyTests
{
    private static readonly DeepScan Scanner = new(Sample.Scanner);
    private static readonly string[] Borders = [" ", "\n", "\"", "=", "(", ": "];

    [Fact]
    [Trait("Row", "I-172")]
    public void No_disguise_hides_a_credential()
    {
        var missed = new List<string>();
        foreach (var disguise in Disguise.All)
        {
            foreach (var kind in RandomText.Kinds)
            {
                for (var seed = 0; seed < 12; seed++)
                {
                    var random = new RandomText(HashCode.Combine(disguise.Name.Length, kind.Length, seed) & 0xffff);
                    if (Hidden(random.Key(kind), random, disguise) is { } miss)
                    {
                        missed.Add($"{disguise} of {kind}: {miss}");
                    }
                }
            }
        }

        Assert.Empty(missed.Take(40));
    }

    [Fact]
    [Trait("Row", "I-172")]
    public void No_disguise_inside_another_hides_a_credential()
    {
        var missed = new Dictionary<string, string>();
        foreach (var outer in Disguise.All.Where(disguise => !disguise.OnKey))
        {
            foreach (var inner in Disguise.All.Where(disguise => disguise.Depth + outer.Depth <= DeepScan.MaxDepth))
            {
                for (var seed = 0; seed < 6; seed++)
                {
                    var random = new RandomText(seed);
                    var key = random.Key(random.Pick(RandomText.Kinds));
                    if (Hidden(key, random, inner, outer) is { } miss)
                    {
                        missed.TryAdd($"{inner} in {outer}", $"{key[..5]} {miss[..Math.Min(90, miss.Length)].ReplaceLineEndings("⏎")}");
                    }
                }
            }
        }

        Assert.True(missed.Count == 0, string.Join("\n", missed.Select(m => m.Key + " --- " + m.Value)));
    }

    // Null when it was found at its place and redacting leaves nothing; else the text.
    private static string? Hidden(string key, RandomText random, params Disguise[] disguises)
    {
        var hidden = key;
        foreach (var disguise in disguises)
        {
            if (disguise.Takes?.Invoke(hidden) == false)
            {
                return null;
            }

            hidden = disguise.Hide(hidden, random);
        }

        var before = random.Prose(random.Next(40)) + random.Pick(Borders);
        var text = before + hidden + random.Pick([" ", "\n", "\"", "&x=1", ")", ". "]) + random.Prose(random.Next(40));
        var report = Scanner.Scan(text);
        return
            report.Secret is { } found
            && found.Start < before.Length + hidden.Length
            && found.End > before.Length
            && Scanner.Scan(Scanner.Redact(text)).Secret is null
            && Scanner.Scan(Encoding.UTF8.GetBytes(text)).Secret is not null
            ? null
            : $"{report.Secret?.Name} {report.IsTruncated} [{text}]";
    }
}
