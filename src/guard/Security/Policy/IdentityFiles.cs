using System.Collections.Frozen;

namespace Gatehouse.Security.Policy;

/// <summary>Memory documents that say who the assistant is and what it is told to do: never written from untrusted text.</summary>
public static class IdentityFiles
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "AGENTS.md",
        "BOOTSTRAP.md",
        "HEARTBEAT.md",
        "IDENTITY.md",
        "SOUL.md",
        "TOOLS.md",
        "USER.md",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Include(string path) =>
        Names.Contains(path.Trim().TrimStart('/')) || Names.Contains(path[(path.LastIndexOf('/') + 1)..].Trim());
}
