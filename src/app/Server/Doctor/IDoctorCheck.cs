namespace Gatehouse.Server.Doctor;

/// <summary>Looks at one thing. Changes nothing.</summary>
internal interface IDoctorCheck
{
    /// <summary>Stable, for scripts.</summary>
    string Id { get; }

    /// <summary>What is true when nothing is found, as a sentence.</summary>
    string Good { get; }

    /// <summary>What is not as it should be. An exception says that it could not be looked at, which is a failure.</summary>
    IEnumerable<DoctorFinding> Look(DoctorFacts facts);
}
