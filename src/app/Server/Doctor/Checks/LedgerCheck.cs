using Gatehouse.Server.Composition;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the ledger's chain is whole.</summary>
internal sealed class LedgerCheck : IDoctorCheck
{
    /// <summary>Problems that are told one by one; `gatehouse ledger verify` tells all.</summary>
    private const int MaxTold = 5;

    public string Id => "ledger.verify";

    public string Good => "The ledger's chain is whole, or begins with the first start.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        var found =
            facts.Server is { } server ? server.Ledger
            : facts.LedgerAtRest is { } file ? LedgerCopy.Verify(file, kept: null)
            : null;
        return found is null
            ? []
            : found
                .Problems.Take(MaxTold)
                .Select(problem =>
                    DoctorFinding.Fail(
                        $"Entry {problem.Seq} of the ledger: {problem.Problem}: {problem.Detail}.",
                        "Keep ledger.db as it is and restore a backup elsewhere: `gatehouse ledger verify --file` compares copies."
                    )
                );
    }
}
