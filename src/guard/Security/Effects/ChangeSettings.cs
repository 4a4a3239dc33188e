using System.Collections.Immutable;

namespace Gatehouse.Security.Effects;

/// <summary>Changes stored settings, all of them or none. Only the owner may: a setting can be a wall.</summary>
public sealed record ChangeSettings : Effect
{
    private ChangeSettings(ImmutableArray<SettingChange> changes) => Changes = changes;

    /// <summary>What gets a value, then what loses its own; no name twice.</summary>
    public ImmutableArray<SettingChange> Changes { get; }

    public override EffectKind Kind => EffectKind.ChangeSettings;

    public override Durability Durability => Durability.Durable;

    // The driver marks the effect's id in the same transaction, so a begun change can be looked up after a crash.
    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"change settings: {string.Join(", ", Changes.Select(change => change.Name))}";

    /// <returns>Null when there is nothing to change or a name stands there twice.</returns>
    public static ChangeSettings? TryCreate(IEnumerable<SettingChange> changes)
    {
        var ordered = changes.OrderBy(change => change.Value is null).ToImmutableArray();
        return ordered.IsEmpty || ordered.DistinctBy(change => change.Name, StringComparer.Ordinal).Count() < ordered.Length
            ? null
            : new ChangeSettings(ordered);
    }

    internal override void Write(CanonicalWriter writer)
    {
        writer.Pairs(
            "set",
            Changes.Where(change => change.Value is not null).Select(change => new HeaderField(change.Name, change.Value!))
        );
        writer.Texts("unset", Changes.Where(change => change.Value is null).Select(change => change.Name));
    }
}
