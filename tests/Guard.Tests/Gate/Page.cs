using System.Collections.Concurrent;
using System.Text;
using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>The owner's page: takes events and streamed text.</summary>
internal sealed class Page : IEventSink, ITextSink
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly ConcurrentQueue<GateEvent> _events = new();

    public IReadOnlyCollection<GateEvent> Events => _events;

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }

    public void Publish(GateEvent what) => _events.Enqueue(what);

    public ValueTask WriteAsync(string piece, CancellationToken ct)
    {
        lock (_gate)
        {
            _text.Append(piece);
        }

        return ValueTask.CompletedTask;
    }
}
