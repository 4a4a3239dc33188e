using System.Diagnostics;
using System.Globalization;
using Gatehouse.Fuzz;

// TARGET|all [SECONDS] [SEED]: 60 s each and a new seed if none is named. Ends with 1 at the first text on which something does not hold.
var targets = AllTargets.Create();
var wanted = args.Length > 0 ? args[0] : "";
var chosen = wanted == "all" ? targets : [.. targets.Where(target => target.Name == wanted)];
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60;
var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Random.Shared.Next();
if (chosen.Count == 0)
{
    Console.Error.WriteLine(
        $"Usage: ./dev fuzz TARGET [SECONDS] [SEED]. Targets: all, {string.Join(", ", targets.Select(target => target.Name))}."
    );
    return 2;
}

long total = 0;
foreach (var target in chosen)
{
    Console.WriteLine($"{target.Name}: seed {seed}, {seconds} s");
    var run = new FuzzRun(target, seed, Corpus.Load(target));
    var watch = Stopwatch.StartNew();
    FuzzCrash? crash = null;
    while (crash is null && watch.Elapsed.TotalSeconds < seconds)
    {
        crash = run.Step();
    }

    total += run.Executions;
    Console.WriteLine(
        $"{target.Name}: {run.Executions} executions, {run.Executions / watch.Elapsed.TotalSeconds:0}/s, {run.Kinds} kinds of cases"
    );
    if (crash is not null)
    {
        Console.WriteLine($"{target.Name}: FAILED after {run.Executions} executions with seed {seed}: {crash.Cause}");
        Console.WriteLine(EscapedText.Escape(crash.Input));
        Console.WriteLine($"saved as {Corpus.Save(target, crash.Input)}");
        return 1;
    }
}

Console.WriteLine($"{total} executions, nothing failed");
return 0;
