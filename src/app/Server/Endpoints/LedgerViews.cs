using Gatehouse.Contracts.Ledger;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;

namespace Gatehouse.Server.Endpoints;

/// <summary>The ledger as the API shows it.</summary>
internal static class LedgerViews
{
    public static LedgerEntryView View(LedgerEntry entry) =>
        new(
            entry.Seq,
            entry.Time,
            entry.What.Kind.Wire(),
            entry.What.Line,
            entry.Hash,
            entry.What.Effect?.Value,
            entry.What.EffectKind?.Wire(),
            entry.What.Digest?.Hex,
            entry.What.Thread?.Value,
            entry.What.Turn?.Value,
            entry.What.Size
        );

    public static HeadView View(LedgerHead head) => new(head.Seq, head.Hash);

    public static VerificationView View(LedgerReport report) =>
        new(
            report.Ok,
            report.Entries,
            View(report.Head),
            [.. report.Problems.Select(problem => new ProblemView(problem.Seq, problem.Problem, problem.Detail))],
            View(report.Signing, report.Head)
        );

    public static ExportedHead Export(Checkpoint head) =>
        new(
            1,
            head.Head.Seq,
            head.Head.Hash,
            head.Time,
            Convert.ToBase64String(head.Signature),
            Convert.ToBase64String(head.Key.Info.Span)
        );

    private static CheckpointsView View(SigningReport signing, LedgerHead head) =>
        new(
            signing.Good,
            signing.Last is { } last ? new CheckpointView(last.Head.Seq, last.Time, last.Key.Fingerprint.Hex) : null,
            head.Seq - (signing.Last?.Head.Seq ?? 0),
            [.. signing.Keys.Select(span => new LedgerKeyView(span.From, span.Key.Hex))]
        );
}
