namespace Gatehouse.Server.Doctor;

/// <summary>Something that a check found: what it is, and what to do about it.</summary>
internal sealed record DoctorFinding(DoctorSeverity Severity, string Cause, string Fix)
{
    public static DoctorFinding Fail(string cause, string fix) => new(DoctorSeverity.Fail, cause, fix);

    public static DoctorFinding Warn(string cause, string fix) => new(DoctorSeverity.Warn, cause, fix);
}
