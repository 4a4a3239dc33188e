using Gatehouse.Contracts.Leaks;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Server.Explaining;

/// <summary>The server's own leak scan of a text, for people and scripts.</summary>
public static class LeakScanning
{
    public static LeakScanView Of(string text)
    {
        var report = DeepScan.Shared.Scan(text);
        return new LeakScanView(
            [.. report.Findings.Select(View)],
            report.Worst is { } worst ? Wire(worst) : "none",
            DeepScan.Redact(text, report),
            report.IsTruncated
        );
    }

    private static LeakFindingView View(DeepFinding finding) =>
        new(finding.Pattern.Name, finding.Start, finding.Length, Wire(finding.Action), finding.Preview);

    private static string Wire(LeakAction action) =>
        action switch
        {
            LeakAction.Block => "block",
            LeakAction.Redact => "redact",
            _ => "warn",
        };
}
