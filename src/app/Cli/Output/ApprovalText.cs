using Gatehouse.Contracts.Approvals;

namespace Gatehouse.Cli.Output;

/// <summary>One question to the owner, whole: every field of the bytes that will run.</summary>
internal static class ApprovalText
{
    public static void Print(Terminal terminal, ApprovalView approval)
    {
        terminal.Heading($"{approval.RequestId}  {approval.Description}");
        if (approval.Source is { } source)
        {
            terminal.Warning($"  untrusted text is in this conversation: {source}");
        }

        if (approval is { PolicyRow: { } row, Why: { } why })
        {
            terminal.Line($"  asked by policy row {row}: {why}");
        }

        foreach (var field in approval.Fields)
        {
            Print(terminal, approval.RequestId, field);
        }

        terminal.Line($"  digest                   {approval.Digest}");
        terminal.Line($"  thread                   {approval.ThreadId}");
        terminal.Line($"  expires                  {approval.ExpiresAt:yyyy-MM-dd HH:mm:ss} UTC");
        if (approval.AlwaysLine is { } always)
        {
            terminal.Line($"  --always allows from now  {always}");
        }

        var seen = approval.Fields.Any(field => field.Omitted == true) ? $" --seen {approval.Digest}" : "";
        terminal.Line(
            $"  gatehouse approve {approval.RequestId}{seen}{(approval.AllowAlways ? " [--always [--for 1d]]" : "")}   or   gatehouse deny {approval.RequestId}"
        );
    }

    private static void Print(Terminal terminal, string name, FieldView field)
    {
        var added = field.Style == "grey" ? "  (added by the transport)" : "";
        var size = field.Size is { } bytes ? $"  ({bytes} bytes, sha256 {field.Sha256})" : "";
        if (field.Omitted == true)
        {
            terminal.Line($"  {field.Name}{size}: not shown here; `gatehouse approvals {name} --part {field.Name}` does");
            return;
        }

        if (field.Style is "line" or "grey")
        {
            terminal.Line($"  {field.Name, -24} {field.Value}{size}{added}");
            return;
        }

        terminal.Line($"  {field.Name}{size}");
        foreach (var line in field.Value.Split('\n'))
        {
            terminal.Line($"    | {line}");
        }
    }
}
