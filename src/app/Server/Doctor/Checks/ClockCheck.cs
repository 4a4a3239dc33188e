using Gatehouse.Storage.Ledger;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the clock went back behind what is recorded. Whether it is right cannot be known without asking somebody.</summary>
internal sealed class ClockCheck : IDoctorCheck
{
    /// <summary>What a time server's correction takes back at once, and more.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    public string Id => "clock";

    public string Good => "The clock is not behind the ledger's last entry.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        var (last, now) = (Last(facts), facts.Clock.GetUtcNow());
        if (last is { } recorded && recorded > now + Slack)
        {
            yield return DoctorFinding.Fail(
                $"The ledger's last entry is of {recorded:yyyy-MM-dd HH:mm:ss} UTC, and the clock says {now:yyyy-MM-dd HH:mm:ss}.",
                "Set the clock: timedatectl set-ntp true. Expiries, budgets of a day and certificates go by it."
            );
        }
    }

    private static DateTimeOffset? Last(DoctorFacts facts) =>
        facts.Server is { } server ? server.Newest?.Time
        : facts.LedgerAtRest is { } file ? LedgerFile.Newest(file)?.Time
        : null;
}
