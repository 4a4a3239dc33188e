using Gatehouse.Gate;
using Gatehouse.Gate.Grants;
using Gatehouse.Gate.Ledger;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>What was allowed for a time is allowed for that time, also across a restart.</summary>
public sealed class GrantExpiryTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_grant_for_an_hour_covers_until_the_hour_is_over_and_then_asks_again()
    {
        await using var rig = await Rig.StartAsync();
        await GrantAsync(rig, Hour);
        rig.Clock.Advance(Hour - TimeSpan.FromTicks(1));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Post()));
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Post()));
        Assert.Empty(rig.Services.Grants.Active);
        Assert.True(Assert.Single(rig.Services.Grants.Listed).IsExpired(rig.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_restart_neither_ends_nor_prolongs_it()
    {
        var (store, clock) = (new InMemoryLedgerStore(), new FakeClock());
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            await GrantAsync(rig, Hour);
        }

        clock.Advance(TimeSpan.FromMinutes(30));
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Post()));
        }

        clock.Advance(TimeSpan.FromMinutes(30));
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Post()));
        }
    }

    [Fact]
    public async Task One_without_an_end_has_none()
    {
        var (store, clock) = (new InMemoryLedgerStore(), new FakeClock());
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            await GrantAsync(rig, null);
        }

        clock.Advance(TimeSpan.FromDays(3650));
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Post()));
        }
    }

    [Fact]
    public async Task An_expired_one_is_shown_for_a_week_and_then_dropped_from_list_and_disk_with_one_entry()
    {
        var (store, clock) = (new InMemoryLedgerStore(), new FakeClock());
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            await GrantAsync(rig, Hour);
        }

        clock.Advance(Hour + GrantBook.ShownAfterExpiry - TimeSpan.FromSeconds(10));
        await using (var rig = await Rig.StartAsync(store, clock: clock))
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Single(rig.Services.Grants.Listed);
            clock.Advance(TimeSpan.FromSeconds(5));
            await Deadline.UntilAsync(() => store.Load().Grants.Count == 0, "the grant is dropped");
            Assert.Empty(rig.Services.Grants.Listed);
            var ended = store.All().Where(entry => entry.What.Kind == EntryKind.Expired).Select(entry => entry.What.Line);
            Assert.Equal(["ended 2026-05-01 13:00 UTC: POST https://api.example/v1/things (any query and body)"], ended);
        }
    }

    [Fact]
    public async Task The_ledger_says_until_when()
    {
        await using var rig = await Rig.StartAsync();
        await GrantAsync(rig, Hour);
        await rig.FlushAsync();
        var granted = Assert.Single(rig.Store.All(), entry => entry.What.Kind == EntryKind.Granted);
        Assert.StartsWith(
            "A1: until 2026-05-01 13:00:00 UTC POST https://api.example/v1/things",
            granted.What.Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_expired_one_can_be_revoked_at_once()
    {
        await using var rig = await Rig.StartAsync();
        await GrantAsync(rig, Hour);
        rig.Clock.Advance(Hour);
        Assert.True(await rig.Services.Grants.RevokeAsync(rig.Services.Grants.Listed.Single().Id, CancellationToken.None));
        Assert.Empty(rig.Services.Grants.Listed);
    }

    private static async Task GrantAsync(Rig rig, TimeSpan? life)
    {
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number, always: true, life);
        await rig.Inbox.Of(number);
    }
}
