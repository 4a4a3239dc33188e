using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Server.Logging;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>Stores settings, and sets the level of the log, which is not stored. The effect's id is marked in the same transaction, so they are changed once.</summary>
internal sealed class ChangeSettingsDriver(SettingTable table, LogLevels levels, TimeProvider clock) : IEffectDriver<ChangeSettings>
{
    public Task<EffectOutput> ExecuteAsync(ChangeSettings effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        if (effect.Changes is [{ Name: LogLevels.Name, Value: { } wire }] && LogLevels.Parse(wire) is { } level)
        {
            levels.Current = level;
            return Task.FromResult(new EffectOutput("until restart", Label: Label.OfOwner));
        }

        // Asked again here: whatever leads to this driver, the door's own settings never lie in a file that the server writes.
        if (effect.Changes.Any(change => KnownSettings.Find(change.Name) is not { IsStorable: true }))
        {
            throw new EffectFailedException(FailureReason.BadArguments, "Not every one of these settings can be stored.");
        }

        table.Apply(pass.Effect, effect.Changes, clock.GetUtcNow());
        return Task.FromResult(new EffectOutput("stored", Label: Label.OfOwner));
    }

    public Task<bool?> WasDoneAsync(EffectId effect, CancellationToken ct) => Task.FromResult<bool?>(table.WasApplied(effect));
}
