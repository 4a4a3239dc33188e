using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests;

/// <summary>Starts the program with a scripted model connected.</summary>
internal static class Connected
{
    public static Task<GatehouseProcess> StartAsync(
        OpenAiServerProcess model,
        string? program = null,
        params (string Name, string Value)[] more
    )
    {
        var settings = more.ToDictionary(setting => setting.Name, setting => setting.Value);
        settings["LLM_BACKEND"] = "openai_compatible";
        settings["LLM_BASE_URL"] = model.BaseUrl;
        settings["LLM_MODEL"] = "scripted";
        return GatehouseProcess.StartAsync(settings, program);
    }

    /// <summary>The same over <c>http</c> or <c>https</c>.</summary>
    public static Task<GatehouseProcess> StartOverAsync(string scheme, OpenAiServerProcess model, params (string Name, string Value)[] more)
    {
        var settings = more.ToDictionary(setting => setting.Name, setting => setting.Value);
        settings["LLM_BACKEND"] = "openai_compatible";
        settings["LLM_BASE_URL"] = model.BaseUrl;
        settings["LLM_MODEL"] = "scripted";
        return GatehouseProcess.StartOverAsync(scheme, settings);
    }
}
