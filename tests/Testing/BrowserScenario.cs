using System.Diagnostics;
using System.Text.Json;

namespace Gatehouse.Testing;

/// <summary>Runs a script of tests/browser in Node with Debian's Chromium. Its standard error is the failure message.</summary>
public static class BrowserScenario
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "browser");

    public static bool IsAvailable =>
        File.Exists("/usr/bin/chromium") && Directory.Exists(Path.Combine(Folder, "node_modules", "playwright-core"));

    /// <summary>Whether a package of the scenarios' own is installed.</summary>
    public static bool Has(string package) => Directory.Exists(Path.Combine(Folder, "node_modules", package));

    /// <summary>Where a scenario puts its pictures: artifacts/screenshots/NAME.</summary>
    public static string Screenshots(string name) =>
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots", name)).FullName;

    /// <summary>Runs <c>NAME.mjs</c> with the arguments as one JSON object; what it prints last, as JSON, is the result.</summary>
    public static async Task<JsonElement> RunAsync(
        string name,
        IReadOnlyDictionary<string, object?> arguments,
        TimeSpan? within = null,
        (string Name, string Value)? environment = null
    )
    {
        var all = new Dictionary<string, object?>(arguments);
        all.TryAdd("screenshots", Screenshots(name));
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, name + ".mjs"), JsonSerializer.Serialize(all)])
        {
            WorkingDirectory = Folder,
        };
        if (environment is { } more)
        {
            start.Environment[more.Name] = more.Value;
        }

        await using var node = ServerProcess.Start(start);
        int code;
        try
        {
            code = await node.WaitForExitAsync(within ?? TimeSpan.FromSeconds(120));
        }
        catch (TimeoutException)
        {
            throw new BrowserScenarioException($"{name} did not end in time\n{node.Transcript()}");
        }

        if (code != 0)
        {
            throw new BrowserScenarioException($"{name}: {node.Errors}\n{node.Output}");
        }

        var last = node.Output.TrimEnd().Split('\n')[^1];
        using var result = JsonDocument.Parse(last.StartsWith('{') ? last : "{}");
        return result.RootElement.Clone();
    }
}

/// <summary>A browser scenario failed; the message is what its script said.</summary>
public sealed class BrowserScenarioException(string message) : Exception(message);
