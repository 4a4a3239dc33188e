using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Configuration;

/// <summary>What a reload by signal tells, since nobody waits for its answer.</summary>
internal static partial class SettingsLog
{
    [LoggerMessage(4501, LogLevel.Information, "Settings reloaded. In force now: {Applied}. From the next start on: {Restart}")]
    public static partial void Reloaded(this ILogger logger, string applied, string restart);

    [LoggerMessage(4502, LogLevel.Warning, "Settings not reloaded, all is as it was: {Why}")]
    public static partial void NotReloaded(this ILogger logger, string why);

    [LoggerMessage(4503, LogLevel.Error, "Settings not reloaded, all is as it was")]
    public static partial void ReloadFailed(this ILogger logger, Exception cause);
}
