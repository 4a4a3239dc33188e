using Gatehouse.Contracts.Settings;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The settings, and changing those that can be stored. A change passes the Gate as the owner's and is recorded.</summary>
internal static class SettingEndpoints
{
    private const string Tool = "settings";

    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/settings", List).WithFacts(Routes.Read("Every setting: its value, where it comes from, and what it may be"));
        app.MapGet("/api/settings/export", Export).WithFacts(Routes.Read("The stored settings, to be imported elsewhere; no secrets"));
        app.MapPost("/api/settings/import", ImportAsync).WithFacts(Routes.Write("Stores many settings, all of them or none"));
        app.MapPost("/api/settings/reload", ReloadAsync)
            .WithFacts(Routes.Write("Puts what is stored and config.json in force, as far as that needs no restart"));
        app.MapGet("/api/settings/{key}", Show).WithFacts(Routes.Read("One setting"));
        app.MapPut("/api/settings/{key}", PutAsync).WithFacts(Routes.Write("Stores a setting; it counts from the next reload or start on"));
        app.MapDelete("/api/settings/{key}", DeleteAsync).WithFacts(Routes.Read("Takes a stored setting away"));
    }

    private static Ok<SettingList> List(SettingBook book) => TypedResults.Ok(book.List());

    private static Ok<SettingTransfer> Export(SettingBook book) => TypedResults.Ok(book.Export());

    private static IResult Show(string key, SettingBook book) =>
        KnownSettings.Find(key) is { } setting ? TypedResults.Ok(book.View(setting)) : Unknown(key);

    private static async Task<IResult> PutAsync(string key, SettingValue wanted, SettingBook book, GateServices gate, CancellationToken ct)
    {
        if (KnownSettings.Find(key) is not { } setting)
        {
            return Unknown(key);
        }

        if (SettingRules.NotHere(setting, book) is { } reason)
        {
            return Refusal.NotOffered(reason);
        }

        return SettingRules.Wrong(setting, wanted.Value) is { } wrong
            ? Refusal.BadRequest($"{setting.Name} {wrong}")
            : await ChangeAsync([new SettingChange(setting.Name, wanted.Value)], gate, ct);
    }

    private static async Task<IResult> DeleteAsync(string key, SettingBook book, GateServices gate, CancellationToken ct)
    {
        if (KnownSettings.Find(key) is not { } setting)
        {
            return Unknown(key);
        }

        // Also where the environment hides it: that is how a stored value that stops the start is got rid of.
        if (book.IsStored(setting))
        {
            return await ChangeAsync([new SettingChange(setting.Name, Value: null)], gate, ct);
        }

        return SettingRules.NotHere(setting, book) is { } reason ? Refusal.NotOffered(reason) : TypedResults.NoContent();
    }

    private static async Task<IResult> ImportAsync(SettingTransfer wanted, SettingBook book, GateServices gate, CancellationToken ct)
    {
        var wrong = wanted.Settings.Select(pair => SettingRules.WrongInImport(pair.Key, pair.Value, book)).OfType<string>().ToList();
        if (wrong.Count > 0)
        {
            return Refusal.BadRequest($"Nothing was stored. {string.Join(" ", wrong)}");
        }

        return wanted.Settings.Count == 0
            ? TypedResults.NoContent()
            : await ChangeAsync([.. wanted.Settings.Select(pair => new SettingChange(pair.Key, pair.Value))], gate, ct);
    }

    private static async Task<IResult> ReloadAsync(ReloadRequest _, SettingsInForce inForce, GateServices gate, CancellationToken ct)
    {
        if (gate.Stop.Covering(null) is not null)
        {
            return OwnerEffects.EverythingIsStopped;
        }

        var (done, problems) = await inForce.ReloadAsync(ct);
        return done is not null
            ? TypedResults.Ok(done)
            : new Refusal(
                StatusCodes.Status422UnprocessableEntity,
                "Not reloaded",
                $"All is as it was. These settings cannot be used: {string.Join(" ", problems)}"
            );
    }

    private static async Task<IResult> ChangeAsync(SettingChange[] changes, GateServices gate, CancellationToken ct)
    {
        var (_, refused) = await OwnerEffects.RunAsync(gate, ChangeSettings.TryCreate(changes)!, Tool, ct);
        return refused is null ? TypedResults.NoContent() : refused;
    }

    private static Refusal Unknown(string key) => Refusal.NotFound(SettingRules.Unknown(key));
}
