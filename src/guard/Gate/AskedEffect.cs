using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate;

/// <summary>One effect on its way through the Gate, with the bytes that stand for it.</summary>
internal sealed record AskedEffect(EffectId Id, Effect Effect, byte[] Bytes, EffectContext Context, Invocation From)
{
    public Digest Digest { get; } = Digest.Of(Bytes);

    /// <summary>Null for an effect without parts.</summary>
    public ChildEffects? Children { get; init; }

    /// <summary>For the ledger. What a program asks for names the program's token.</summary>
    public string Line => Context.Caller == Caller.Program ? $"{Effect.Line}, for {From.CallId}" : Effect.Line;

    public EntryDraft Entry(EntryKind kind, string line) =>
        new(kind, line, Id, Effect.Kind, Digest, Context.Thread, Context.Turn, Size: Bytes.Length);
}
