using Gatehouse.Contracts.Logs;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Server.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The server's own log, and how much stands in it.</summary>
internal static class LogEndpoints
{
    public static void MapLogs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/logs", Recent).WithFacts(Routes.Read("The newest log entries"));
        app.MapGet("/api/logs/events", Events)
            .WithFacts(Routes.Read("The newest log entries, then each as it is written") with { QueryToken = true });
        app.MapGet("/api/logs/level", Level).WithFacts(Routes.Read("How much is logged"));
        app.MapPut("/api/logs/level", SetLevelAsync).WithFacts(Routes.Write("Logs more or less, until the next start"));
    }

    private static Ok<LogList> Recent(LogHub logs) => TypedResults.Ok(new LogList(logs.Recent()));

    private static EventStream Events(LogHub logs, EventPump pump, SubscriberCap cap) => new(logs.Subscribe, logs.Unsubscribe, pump, cap);

    private static Ok<LogLevelView> Level(LogLevels levels) => TypedResults.Ok(View(levels));

    private static async Task<IResult> SetLevelAsync(LogLevelRequest wanted, LogLevels levels, GateServices gate, CancellationToken ct)
    {
        if (LogLevels.Parse(wanted.Level) is null)
        {
            return Refusal.BadRequest("level must be trace, debug, info, warn or error.");
        }

        var change = ChangeSettings.TryCreate([new SettingChange(LogLevels.Name, wanted.Level)])!;
        var (_, refused) = await OwnerEffects.RunAsync(gate, change, "logs", ct);
        return refused is null ? TypedResults.Ok(View(levels)) : refused;
    }

    private static LogLevelView View(LogLevels levels) => new(LogLevels.Wire(levels.Current));
}
