using System.Collections.Concurrent;
using System.Text;
using Gatehouse.FrontDoor.Tests.Attacks.Cases;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Attacks;

/// <summary>Runs the whole suite once, against as many starts of the program as its limits ask for; the tests judge what came of it.</summary>
public sealed class AttackRun : IAsyncLifetime
{
    /// <summary>Programs at once; each keeps a core busy.</summary>
    private const int Workers = 2;

    private readonly ConcurrentBag<Attempt> _attempts = [];

    internal IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    /// <summary>Requests that the thief got.</summary>
    internal IReadOnlyList<OriginRequest> Stolen { get; private set; } = [];

    /// <summary>Letters and digits of the canaries that anybody outside got to see.</summary>
    internal int CharactersOut { get; private set; } = -1;

    internal TimeSpan Took { get; private set; }

    public async Task InitializeAsync()
    {
        if (!TestNet.IsInside)
        {
            return;
        }

        var began = TimeProvider.System.GetTimestamp();
        var batches = Batch.Of(AttackPlan.Cases);
        await using var thief = await Thief.StartAsync("collector.attacks.example.com");
        await using var pages = await HostilePages.StartAsync("news.attacks.example.com", thief.Host, batches);
        var queue = new ConcurrentQueue<Batch>(batches);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(queue, pages)));
        Attempts = [.. _attempts.OrderBy(attempt => attempt.Case.Id, StringComparer.Ordinal)];
        Stolen = thief.Requests;
        // Questions to the name server leave the machine too, whoever they are about.
        var names = string.Join('\n', PocketInternet.Shared.Dns.Queries.Select(query => query.Name).Distinct());
        CharactersOut = Canaries.OfTheSuite.CharactersIn([
            .. thief.EverythingReceived(),
            .. pages.EverythingReceived(),
            .. Encoding.UTF8.GetBytes(names),
        ]);
        Took = TimeProvider.System.GetElapsedTime(began);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task WorkAsync(ConcurrentQueue<Batch> queue, HostilePages pages)
    {
        Victim? victim = null;
        try
        {
            while (queue.TryDequeue(out var batch))
            {
                if (victim?.HasTimeFor(batch) != true)
                {
                    await LeaveAsync(victim);
                    victim = await Victim.StartAsync(pages, Canaries.OfTheSuite);
                }

                foreach (var attempt in await victim.MeetAsync(batch, OwnerHabit.Denies))
                {
                    _attempts.Add(attempt);
                }
            }
        }
        finally
        {
            await LeaveAsync(victim);
        }
    }

    private static async Task LeaveAsync(Victim? victim)
    {
        if (victim is not null)
        {
            await victim.DisposeAsync();
        }
    }
}
