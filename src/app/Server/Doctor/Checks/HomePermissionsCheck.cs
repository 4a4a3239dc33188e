namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the home and its folders are the owner's alone.</summary>
internal sealed class HomePermissionsCheck : IDoctorCheck
{
    public string Id => "home.permissions";

    public string Good => "The home and its folders are closed to other users, or made at the first start.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts) =>
        facts.HasHome
            ? Directory
                .GetDirectories(facts.Home, "*", SearchOption.TopDirectoryOnly)
                .Prepend(facts.Home)
                .SelectMany(path => FileModes.Look(path, "700"))
            : [];
}
