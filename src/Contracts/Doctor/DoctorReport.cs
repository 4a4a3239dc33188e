namespace Gatehouse.Contracts.Doctor;

/// <summary>What the doctor found.</summary>
/// <param name="Ok">Whether nothing failed; warnings may be there.</param>
/// <param name="Running">Whether a server of this home answered.</param>
public sealed record DoctorReport(bool Ok, bool Running, string Home, IReadOnlyList<DoctorFindingView> Checks);
