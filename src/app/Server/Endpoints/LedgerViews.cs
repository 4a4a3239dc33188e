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
            [.. report.Problems.Select(problem => new ProblemView(problem.Seq, problem.Problem, problem.Detail))]
        );
}
