using System.Text;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Server.Listening;
using Gatehouse.Storage.Home;

namespace Gatehouse.Server.Composition;

/// <summary>What the console says once the server listens. The one place where a login code is printed.</summary>
internal static class Banner
{
    public static string Text(ServerSettings settings, HomeFolder home, LoginLinks links)
    {
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine($"  Gatehouse {ProductVersion.Text}");
        text.AppendLine($"  Model     {Model(settings.Llm)}");
        text.AppendLine($"  Home      {home.Path}");
        foreach (var notice in home.Notices)
        {
            text.AppendLine($"  Notice    {notice}");
        }

        text.AppendLine();
        text.AppendLine("  Open this link in your browser. It works once, for 10 minutes; `gatehouse login` makes another.");
        text.AppendLine($"  {links.Create().Url}");
        text.AppendLine();
        text.AppendLine("  Stop with Ctrl+C.");
        return text.ToString();
    }

    private static string Model(LlmSettings llm) =>
        llm.Backend switch
        {
            LlmBackend.Offline => "none: no AI is connected. Set LLM_BACKEND, LLM_BASE_URL, LLM_MODEL and LLM_API_KEY to connect one.",
            LlmBackend.Obedient => "obedient: does whatever any text tells it. For demonstrations only.",
            _ => $"{llm.Model} at {llm.BaseUrl!.Origin}",
        };
}
