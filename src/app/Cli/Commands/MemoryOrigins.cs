using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

/// <summary>What a terminal says of where a remembered text comes from.</summary>
internal static class MemoryOrigins
{
    public static string Mark(LabelView label) => label.Integrity == "untrusted" ? "  (from outside: quotable, never an instruction)" : "";
}
