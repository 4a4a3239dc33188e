using Gatehouse.Cli.Control;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;

namespace Gatehouse.Cli.Chat;

/// <summary>Says something to the assistant.</summary>
internal static class Sending
{
    public static async Task<AcceptedView> SendAsync(
        ControlClient server,
        string text,
        IReadOnlyList<string> pasted,
        string? thread,
        CancellationToken ct
    )
    {
        var accepted = await server.PostAsync(
            "api/chat/send",
            new SendRequest(text, thread, TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : null, pasted.Count == 0 ? null : pasted),
            GatehouseJson.Default.SendRequest,
            GatehouseJson.Default.AcceptedView,
            ct
        );
        return accepted.Value;
    }
}
