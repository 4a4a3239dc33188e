namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the conversations are as new as the ledger. The running server looks when it starts.</summary>
internal sealed class LedgerTurnsCheck : IDoctorCheck
{
    public string Id => "ledger.turns";

    public string Good => "The conversations had every turn that the ledger names, or no server runs that could tell.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        if (facts.Server is { UnmatchedEffects: > 0 and var effects })
        {
            yield return DoctorFinding.Warn(
                $"{effects} effects of the ledger belong to turns that gatehouse.db does not have: it is older than ledger.db.",
                "If you did not restore it, look for the newer gatehouse.db. Nothing is run again; `gatehouse ledger show` lists what was done."
            );
        }
    }
}
