using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Effects;

/// <summary>Reads one page: GET, no added header, no body.</summary>
public sealed record FetchPage(RequestTarget Target) : Effect
{
    public override EffectKind Kind => EffectKind.FetchPage;

    public override Durability Durability => Durability.Metered;

    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"read {Target.Origin}";

    internal override void Write(CanonicalWriter writer) => writer.Text("url", Target.Url);
}
