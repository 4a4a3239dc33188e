namespace Gatehouse.Server.Doctor;

/// <summary>How bad a finding is. The wire name is the lower-case form.</summary>
internal enum DoctorSeverity
{
    Warn,
    Fail,
}
