using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate;

/// <summary>One effect on its way through the Gate, with the bytes that stand for it.</summary>
internal sealed record AskedEffect(EffectId Id, Effect Effect, byte[] Bytes, EffectContext Context, Invocation From)
{
    public Digest Digest { get; } = Digest.Of(Bytes);

    public EntryDraft Entry(EntryKind kind, string line) =>
        new(kind, line, Id, Effect.Kind, Digest, Context.Thread, Context.Turn, Size: Bytes.Length);
}
