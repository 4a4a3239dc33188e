using System.Diagnostics;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Hosts.Whatwg;

/// <summary>Asks Node's URL parser, an implementation of the WHATWG standard that is not ours.</summary>
internal static class NodeUrls
{
    /// <summary>For each text the canonical URL without fragment and host's dot, or null where Node refuses.</summary>
    public static async Task<string?[]> ReadAsync(IReadOnlyCollection<string> texts)
    {
        var script = Path.Combine(Repository.Root, "tests", "Guard.Tests", "Hosts", "Whatwg", "whatwg.mjs");
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var reading = node.StandardOutput.ReadToEndAsync();
        foreach (var text in texts)
        {
            await node.StandardInput.WriteLineAsync(Json(text));
        }

        node.StandardInput.Close();
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync();
        Assert.Equal((0, texts.Count), (node.ExitCode, lines.Length));
        return [.. lines.Select(line => JsonSerializer.Deserialize<string?>(line))];
    }

    // By hand: the framework's writer would mend halves of surrogate pairs.
    private static string Json(string text) => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"";
}
