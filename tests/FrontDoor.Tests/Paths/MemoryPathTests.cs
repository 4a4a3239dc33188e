using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Paths;

/// <summary>A model names a document: only a plain relative path is one.</summary>
public sealed class MemoryPathTests
{
    [TestNetFact]
    public async Task A_document_s_name_cannot_climb_hide_or_mean_something_else()
    {
        string[] refused =
        [
            "../outside.md",
            "a/../../b.md",
            "/etc/passwd",
            "//server/share",
            "a\\..\\b",
            "C:x.md",
            "notes:stream",
            "nul.txt",
            "a\u200bb.md",
            "a\uff0fb.md",
            "\uff0e\uff0e/a.md",
            "trailing./a.md",
        ];
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        for (var i = 0; i < refused.Length; i++)
        {
            await model.CallAsync("memory_write", JsonSerializer.Serialize(new { content = "pelican", target = refused[i] }), $"call_{i}");
        }

        // Twelve rounds of calls is all that a turn has; the next turn has the good one.
        await model.SayAsync("None.");
        var turn = await owner.SendAndWaitAsync("write them");
        await model.CallAsync("memory_write", """{"content":"pelican","target":"birds/sea.md"}""", "good");
        await model.SayAsync("One.");
        var good = await owner.SendAndWaitAsync("write one");

        Assert.Equal(refused.Length, turn.Calls().Count);
        Assert.All(turn.Calls(), call => Assert.Equal("refused", call.Text("outcome")));
        Assert.Equal("done", Assert.Single(good.Calls()).Text("outcome"));
        var found = await owner.PostAsync("/api/memory/search", new { query = "pelican" });
        Assert.Equal(["birds/sea.md"], found.GetProperty("results").EnumerateArray().Select(row => row.Text("path")));
    }
}
