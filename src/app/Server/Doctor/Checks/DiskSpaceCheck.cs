using System.Globalization;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether there is room to record. Without it the Gate refuses everything.</summary>
internal sealed class DiskSpaceCheck : IDoctorCheck
{
    /// <summary>A day of heavy use writes less.</summary>
    private const long Least = 100L << 20;

    private const long Comfortable = 1L << 30;

    public string Id => "disk.space";

    public string Good => "There is room on the disk.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        var at = facts.HasHome ? facts.Home : Path.GetDirectoryName(facts.Home)!;
        var free = new DriveInfo(at).AvailableFreeSpace;
        var cause = string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MB are free where the home is.");
        if (free < Comfortable)
        {
            yield return new DoctorFinding(
                free < Least ? DoctorSeverity.Fail : DoctorSeverity.Warn,
                cause,
                "Make room, or move the home: when the ledger cannot be written, every effect is refused."
            );
        }
    }
}
