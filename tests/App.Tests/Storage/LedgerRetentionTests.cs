using System.Text;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Labels;
using Gatehouse.Storage.Ledger;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Storage;

public sealed class LedgerRetentionTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly LedgerSample _sample = new();
    private readonly FakeClock _clock = new();
    private readonly SqliteLedgerStore _store;

    public LedgerRetentionTests() => _store = SqliteLedgerStore.Open(_temp["ledger.db"], _clock);

    public void Dispose()
    {
        _store.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Only_bodies_that_nothing_needs_are_old_the_oldest_first()
    {
        for (var i = 1; i <= 7; i++)
        {
            _store.Commit([_sample.Next(LedgerSample.Full(i)), new LedgerChange.BodyStored(LedgerSample.Effect(i), LedgerSample.Bytes(i))]);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        _store.Commit([
            new LedgerChange.EffectOpened(LedgerSample.Open(1)),
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(2)),
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(3, ApprovalState.Settled)),
            new LedgerChange.UnknownAdded(LedgerSample.Unknown(4)),
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(5, ApprovalState.Closed)),
        ]);

        Assert.Equal([LedgerSample.Effect(5), LedgerSample.Effect(6)], _store.OldBodies(_clock.GetUtcNow() - TimeSpan.FromMinutes(1), 9));
        Assert.Equal([LedgerSample.Effect(5)], _store.OldBodies(_clock.GetUtcNow(), 1));
        Assert.Empty(_store.OldBodies(DateTimeOffset.MinValue, 9));
    }

    [Fact]
    public void A_dropped_body_is_gone_with_its_copies_and_the_file_verifies()
    {
        const string Canary = "grüße";
        _store.Commit([
            _sample.Next(LedgerSample.Full(1)),
            new LedgerChange.BodyStored(LedgerSample.Effect(1), LedgerSample.Bytes(1)),
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(1, ApprovalState.Closed)),
            new LedgerChange.ResultStored(1, $"{Canary} from afar", Label.PublicPage),
        ]);
        var until = _clock.GetUtcNow().AddSeconds(1);

        _store.Commit([
            _sample.Next(new EntryDraft(EntryKind.BodiesDropped, "dropped")),
            new LedgerChange.BodiesDropped([LedgerSample.Effect(1)], until, until),
        ]);

        Assert.Null(_store.Body(LedgerSample.Effect(1)));
        Assert.Null(_store.Result(1));
        Assert.Empty(_store.Approval(1)!.Bytes);
        Assert.Equal(until, _store.DropOf(_clock.GetUtcNow(), _clock.GetUtcNow()));
        Assert.Null(_store.DropOf(until, until));
        Assert.Null(_store.DropOf(_clock.GetUtcNow(), until.AddSeconds(1)));
        _store.Dispose();
        Assert.Empty(TamperedLedger.Verify(_temp["ledger.db"], _sample.Head).Problems);
        Assert.Equal(-1, File.ReadAllBytes(_temp["ledger.db"]).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)));
    }
}
