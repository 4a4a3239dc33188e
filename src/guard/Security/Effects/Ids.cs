namespace Gatehouse.Security.Effects;

/// <summary>One conversation. Text form: 32 hex digits.</summary>
public sealed record ThreadId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One turn of a conversation.</summary>
public sealed record TurnId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One effect, from asked to settled. Version 7 UUID without dashes, so ids sort by time.</summary>
public sealed record EffectId(string Value)
{
    public static EffectId Create(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    public override string ToString() => Value;
}
