namespace Gatehouse.Security.Policy;

/// <summary>How much the owner wants to be asked. No preset turns a denial, and none is laxer in rows 9 to 12.</summary>
public enum PolicyPreset
{
    /// <summary>The default.</summary>
    Balanced,

    /// <summary>Asks more: before pages that the owner did not name, and before untrusted text adds to memory.</summary>
    Strict,

    /// <summary>
    /// Relaxes the first column of row 4 for MCP and WASM calls, and nothing else. Neither exists yet, so it decides as
    /// <see cref="Balanced"/> does.
    /// </summary>
    Autonomous,
}

/// <summary>Wire names of presets: the values of <c>GATEHOUSE_POLICY</c>.</summary>
public static class PolicyPresets
{
    public static string Wire(this PolicyPreset preset) =>
        preset switch
        {
            PolicyPreset.Balanced => "balanced",
            PolicyPreset.Strict => "strict",
            PolicyPreset.Autonomous => "autonomous",
            _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "unknown policy preset"),
        };

    public static PolicyPreset? Parse(string? wire) =>
        Enum.GetValues<PolicyPreset>().Cast<PolicyPreset?>().FirstOrDefault(preset => preset!.Value.Wire() == wire);
}
