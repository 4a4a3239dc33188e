using System.Diagnostics;

namespace Gatehouse.Testing;

/// <summary>Waiting for what another process does: looks again and again, and says what it last saw when time is up.</summary>
public static class Deadline
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(20);

    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> done, string what, TimeSpan? within = null)
    {
        var limit = within ?? Default;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (done(seen))
            {
                return seen;
            }

            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"not within {limit.TotalSeconds} s: {what}; last seen: {seen}");
            }

            await Task.Delay(25);
        }
    }

    public static Task UntilAsync(Func<bool> done, string what, TimeSpan? within = null) =>
        UntilAsync(() => Task.FromResult(done()), seen => seen, what, within);
}
