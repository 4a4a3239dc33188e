namespace Gatehouse.Bench.Gateway;

/// <summary>Equal crowds: one of the product's hub, which the bench hosts, for the product lets no more than 100 in, and those of the peers.</summary>
/// <param name="nginx">Null where there is none.</param>
internal sealed class PeerCrowds(Crowd hub, Crowd bare, Crowd? nginx) : IAsyncDisposable
{
    private const int WarmUps = 3;
    private const int Counted = 12;

    /// <summary>The product's own number, and five times as many.</summary>
    public static readonly int[] Sizes = [100, 500];

    public static async Task<PeerCrowds> GatherAsync(
        Func<Task<ServerChild>> bare,
        Func<Task<ServerChild>>? nginx,
        int subscribers,
        Burst burst
    ) =>
        new(
            await Crowd.OfPeerAsync(await ServerChild.HubAsync(), subscribers, burst),
            await Crowd.OfPeerAsync(await bare(), subscribers, burst),
            nginx is null ? null : await Crowd.OfNginxAsync(await nginx(), subscribers, burst)
        );

    /// <summary>The rounds of each, taken in turns, so that what else the machine does hits all alike.</summary>
    public async Task<PeerRounds<T>> RunAsync<T>(Func<Crowd, Task<T>> run)
    {
        var rounds = new PeerRounds<T>([], [], []);
        (Crowd? Crowd, List<T> Readings)[] all = [(hub, rounds.Hub), (bare, rounds.Bare), (nginx, rounds.Nginx)];
        for (var round = -WarmUps; round < Counted; round++)
        {
            foreach (var (crowd, readings) in all)
            {
                if (crowd is not null && await run(crowd) is var reading && round >= 0)
                {
                    readings.Add(reading);
                }
            }
        }

        return rounds;
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await bare.DisposeAsync();
        await (nginx?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
