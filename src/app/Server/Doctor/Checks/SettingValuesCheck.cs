namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether a server would start with the settings of this terminal and of the home.</summary>
internal sealed class SettingValuesCheck : IDoctorCheck
{
    public string Id => "settings.values";

    public string Good => "Every setting can be used.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts) =>
        facts.Problems.Select(problem => DoctorFinding.Fail($"{problem.Name} cannot be used.", problem.ToString()));
}
