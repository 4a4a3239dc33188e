using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Policy;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.App.Tests.Storage;

/// <summary>Names that stand in ledgers on disks. A change here needs a migration.</summary>
public sealed class StoredNamesTests
{
    [Fact]
    public void Are_the_ones_that_ledgers_hold()
    {
        Assert.Equal(["Safe", "Unsafe"], All<Repeat>());
        Assert.Equal(
            [
                "RequestEachTime",
                "MayCarryPrivateData",
                "ManyPages",
                "ReplacesMemory",
                "UnusualPort",
                "AddressNotTyped",
                "AddsToMemory",
                "Deletes",
            ],
            All<AskReason>()
        );
        Assert.Equal(["Pending", "Approved", "Consumed", "Settled", "Closed"], All<ApprovalState>());
        Assert.Equal(
            [
                "None",
                "Done",
                "Failed",
                "RefusedByOwner",
                "Expired",
                "DeniedByPolicy",
                "Stopped",
                "BudgetExhausted",
                "Interrupted",
                "UnknownOutcome",
            ],
            All<SettledAs>()
        );
    }

    [Theory]
    [InlineData("1")]
    [InlineData("pending")]
    [InlineData("Pending, Approved")]
    [InlineData("")]
    [InlineData(null)]
    public void Are_read_exactly(string? stored) => Assert.Null(Names.Parse<ApprovalState>(stored));

    private static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Names.Of);
}
