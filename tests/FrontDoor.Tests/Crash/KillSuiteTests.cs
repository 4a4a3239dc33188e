using System.Globalization;
using Gatehouse.FrontDoor.Tests.Crash.Areas;
using Gatehouse.Testing;
using Xunit.Abstractions;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>
/// Kill -9 at twelve places and eight drawn moments in each of five areas, on one home each, with operations under way: what was
/// acknowledged is there, once; what was not is there wholly or not at all; everything that was begun is told an end. <c>./dev soak</c> runs
/// the same with more kills and seeds of its own.
/// </summary>
public sealed class KillSuiteTests(ITestOutputHelper output)
{
    private const int Places = 12;
    private const int Drawn = 8;

    // A seed of the day would find more, and nobody could see tomorrow what failed today. ./dev soak draws new ones.
    private const int Seed = 20260;

    private static readonly Func<Ground, Area>[] Areas =
    [
        ground => new ChatArea(ground),
        ground => new ApprovalArea(ground),
        ground => new MemoryArea(ground),
        ground => new ThreadArea(ground),
        ground => new SettingArea(ground),
    ];

    [TestNetFact]
    [Trait("Invariant", "G9")]
    public async Task Nothing_is_lost_doubled_or_silent_wherever_the_server_is_killed()
    {
        var (kills, isSoak) = Asked();
        await Parallel.ForEachAsync(
            Areas,
            // Two cores: a third area would only wait for the other two.
            new ParallelOptions { MaxDegreeOfParallelism = isSoak ? Areas.Length : 2 },
            async (area, _) => await RunAsync(area, kills)
        );

        Say(kills.Line);
        if (!isSoak)
        {
            Numbers.Publish("kills", kills.Line);
        }

        Assert.Equal([], kills.Broken);
        Assert.True(isSoak || kills.Sum == Areas.Length * (Places + Drawn), kills.Line);
    }

    private (Kills Kills, bool IsSoak) Asked()
    {
        var seed = Number("GATEHOUSE_SOAK_SEED") ?? Seed;
        var minutes = Number("GATEHOUSE_SOAK_MINUTES");
        var sum = Number("GATEHOUSE_SOAK_KILLS");
        var until = minutes is { } given ? TimeSpan.FromMinutes(given) : (TimeSpan?)null;
        var each = sum is { } wanted ? (wanted + Areas.Length - 1) / Areas.Length : Places + Drawn;
        return (new Kills(each, seed, until, Say), minutes is not null || sum is not null);
    }

    private static async Task RunAsync(Func<Ground, Area> make, Kills kills)
    {
        await using var ground = await Ground.StartAsync($"k{Guid.NewGuid():N}"[..9]);
        var area = make(ground);
        if (Environment.GetEnvironmentVariable("GATEHOUSE_SOAK_AREA") is { } only && only != area.Name)
        {
            return;
        }

        var receipts = new Receipts();
        var random = new Random(HashCode(kills.Seed, area.Name));
        for (var had = 0; kills.GoesOn(had); had++)
        {
            var place = had % (Places + Drawn);
            var moment = place < Places ? area.Points[place] : new Moment("a drawn moment", () => area.DrawnAsync(random));
            var where = $"kill {had + 1}, {moment.Name}";
            try
            {
                await area.BeginAsync(had);
                await moment.Reach();
                await area.KillAndRestartAsync();
                List<Violation> found = [.. await area.CheckAsync(), .. await receipts.CheckAsync(ground.Owner)];
                kills.Add(area.Name, where, found);
            }
#pragma warning disable CA1031 // Whatever broke: a server that does not answer as it should after a kill is what this is about.
            catch (Exception stuck)
#pragma warning restore CA1031
            {
                kills.Add(area.Name, where, [new Violation(Breach.Silent, $"{stuck}\n{ground.Gatehouse.Transcript}")]);
            }
        }

        kills.Find(area.Name, "after the last kill", await area.CheckAllAsync());
        Assert.Equal(0, await ground.Gatehouse.StopAsync());
    }

    // Not .NET's own: that one is another in each process.
    private static int HashCode(int seed, string name) => name.Aggregate(seed, (hash, c) => unchecked((hash * 31) + c));

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private void Say(string line)
    {
        output.WriteLine(line);
        // xUnit shows what a test writes when it has ended; who runs a soak wants to see it before.
        if (Environment.GetEnvironmentVariable("GATEHOUSE_SOAK_LOG") is { } log)
        {
            lock (Areas)
            {
                File.AppendAllText(log, line + "\n");
            }
        }
    }
}
