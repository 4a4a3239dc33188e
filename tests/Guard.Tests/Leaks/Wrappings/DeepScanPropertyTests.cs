using System.Text;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>A planted credential is never clean, whatever it is hidden in, alone and one inside the other, and redacting leaves nothing of it.</summary>
[Trait("Row", "I-172")]
public sealed class DeepScanPropertyTests
{
    private static readonly DeepScan Scan = new(Sample.Scanner);

    [Theory]
    [MemberData(nameof(Disguises))]
    public void No_disguise_hides_a_credential(string name)
    {
        var disguise = Disguise.All.Single(disguise => disguise.Name == name);
        foreach (var (kind, number) in RandomText.Kinds.Index().Select(kind => (kind.Item, kind.Index)))
        {
            for (var seed = 0; seed < 5; seed++)
            {
                var random = new RandomText((seed * 31) + number);
                AssertSeen(random.Key(kind), random, disguise);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Disguises))]
    public void No_disguise_inside_it_hides_a_credential(string name)
    {
        var outer = Disguise.All.Single(disguise => disguise.Name == name);
        foreach (var inner in Disguise.All.Where(inner => !outer.OnKey && inner.Depth + outer.Depth <= DeepScan.MaxDepth))
        {
            for (var seed = 0; seed < 5; seed++)
            {
                var random = new RandomText(seed);
                AssertSeen(random.Key(random.Pick(RandomText.Kinds)), random, inner, outer);
            }
        }
    }

    public static TheoryData<string> Disguises() => new(Disguise.All.Select(disguise => disguise.Name));

    private static void AssertSeen(string key, RandomText random, params Disguise[] disguises)
    {
        var hidden = key;
        foreach (var disguise in disguises)
        {
            if (disguise.Takes?.Invoke(hidden) == false)
            {
                return;
            }

            hidden = disguise.Hide(hidden, random);
        }

        // Where blanks are part of the run, it has to be told from the words beside it.
        var isApart = hidden.Any(char.IsWhiteSpace);
        var before = random.Prose(random.Next(40)) + random.Pick<string>(isApart ? ["\"", "=", "("] : [" ", "\n", "\"", "=", "(", ": "]);
        var after =
            random.Pick<string>(isApart ? ["\"", ")", "&x=1"] : [" ", "\n", "\"", "&x=1", ")", ". "]) + random.Prose(random.Next(40));
        var text = before + hidden + after;
        var how = $"{string.Join(" in ", disguises.Select(disguise => disguise.Name))} of {key}: {text}";

        var report = Scan.Scan(text);
        var kinds = Sample.Scanner.Scan(key).Findings.Select(finding => finding.Pattern).ToHashSet();
        Assert.True(
            report.Findings.Any(finding =>
                finding.Action != LeakAction.Warn
                && kinds.Contains(finding.Pattern)
                && finding.Start < before.Length + hidden.Length
                && finding.End > before.Length
            ),
            $"not seen: {how}"
        );
        Assert.True(Scan.Scan(Scan.Redact(text)).Secret is null, $"something is left: {how}");
        Assert.True(Scan.Scan(Encoding.UTF8.GetBytes(text)).Secret is not null, $"not seen as bytes: {how}");
    }
}
