using System.Collections.Concurrent;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests;

/// <summary>Collects the event stream in the background until the server goes away.</summary>
internal sealed class EventLog
{
    private readonly ConcurrentQueue<GatewayEvent> _seen = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EventLog(GatewayClient owner, CancellationToken ct)
    {
        Reading = Task.Run(() => ReadAsync(owner, ct), CancellationToken.None);
    }

    public Task Reading { get; }

    /// <summary>Done when the status route counts this subscriber.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Everything that was told, in the order it came.</summary>
    public string AllText => string.Join('\n', _seen.Select(item => item.Data.GetRawText()));

    /// <summary>The streamed words alone, put together as a page puts them.</summary>
    public string Streamed =>
        string.Concat(_seen.Where(item => item.Type == "stream_chunk").Select(item => item.Data.GetProperty("content").GetString()));

    public IReadOnlyList<GatewayEvent> Seen => [.. _seen];

    /// <summary>Waits for so many events of a type in one thread.</summary>
    public Task WaitForAsync(string type, string thread, int count = 1) =>
        Deadline.UntilAsync(
            () => _seen.Count(item => item.Type == type && item.Data.Text("thread_id") == thread) >= count,
            $"{count} events {type}"
        );

    public Task WaitForAsync(string type) => Deadline.UntilAsync(() => _seen.Any(item => item.Type == type), $"an event {type}");

    private async Task ReadAsync(GatewayClient owner, CancellationToken ct)
    {
        try
        {
            var watch = Task.Run(
                async () =>
                {
                    await Deadline.UntilAsync(
                        async () => (await owner.StatusAsync()).GetProperty("sse_connections").GetInt32(),
                        count => count > 0,
                        "subscribed"
                    );
                    _connected.TrySetResult();
                },
                ct
            );
            await foreach (var item in owner.EventsAsync(null, ct))
            {
                _seen.Enqueue(item);
            }

            await watch;
        }
        catch (Exception gone)
            when (gone is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            _connected.TrySetResult();
        }
    }
}
