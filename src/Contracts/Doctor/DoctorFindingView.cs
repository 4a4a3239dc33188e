namespace Gatehouse.Contracts.Doctor;

/// <summary>What one check says.</summary>
/// <param name="Id">Stable, such as <c>home.permissions</c>. A check that finds several things says its id several times.</param>
/// <param name="Severity"><c>ok</c>, <c>warn</c> or <c>fail</c>. What could not be looked at is <c>fail</c>.</param>
/// <param name="Fix">What to do about it; empty for <c>ok</c>.</param>
public sealed record DoctorFindingView(string Id, string Severity, string Cause, string Fix);
