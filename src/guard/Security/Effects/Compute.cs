namespace Gatehouse.Security.Effects;

/// <summary>A pure function of its arguments and the clock: echo, time.</summary>
public sealed record Compute(string Function, string Arguments) : Effect
{
    public override EffectKind Kind => EffectKind.Compute;

    public override Durability Durability => Durability.Pure;

    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"compute {Function}";

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("function", Function);
        writer.Text("arguments", Arguments);
    }
}
