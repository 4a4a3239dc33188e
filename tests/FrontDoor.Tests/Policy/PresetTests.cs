using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Policy;

/// <summary>The preset of the settings is the one that decides.</summary>
public sealed class PresetTests
{
    [TestNetTheory]
    [InlineData("", "answered")]
    [InlineData("balanced", "answered")]
    [InlineData("autonomous", "answered")]
    [InlineData("strict", "waiting_for_approval")]
    public async Task An_address_that_the_owner_did_not_write_is_asked_under_strict_only(string preset, string ends)
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("preset.example.com")).Serve("*", "fine", "text/plain");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model, more: ("GATEHOUSE_POLICY", preset));
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.CallAsync("web_fetch", """{"url":"https://preset.example.com/composed"}""");
        await model.SayAsync("done");

        var turn = await owner.SendAndWaitAsync("look something up");

        Assert.Equal(ends, turn.EndReason());
        Assert.Equal(preset.Length == 0 ? "balanced" : preset, (await owner.StatusAsync()).Text("policy"));
        if (preset == "strict")
        {
            var card = await owner.WaitForApprovalAsync();
            Assert.Equal(3, card.GetProperty("policy_row").GetInt32());
            Assert.Contains("strict", card.Text("why"), StringComparison.Ordinal);
            Assert.Empty(origin.Requests);
            // Written out by the owner it is not asked.
            await model.ResetAsync();
            await model.CallAsync("web_fetch", """{"url":"https://preset.example.com/typed"}""");
            await model.SayAsync("done");
            Assert.Equal("answered", (await owner.SendAndWaitAsync("read https://preset.example.com/typed")).EndReason());
        }
    }

    [TestNetFact]
    public async Task A_preset_that_does_not_exist_stops_the_start_with_name_value_and_fix()
    {
        var ended = await GatehouseProcess.RunUntilExitAsync(new Dictionary<string, string> { ["GATEHOUSE_POLICY"] = "yolo" });
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("GATEHOUSE_POLICY=yolo: must be balanced, strict or autonomous", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("unset it for balanced", ended.Errors, StringComparison.Ordinal);
    }
}
