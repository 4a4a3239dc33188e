using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gatehouse.OpenAiServer;

/// <summary>The replies still to give and the requests that came.</summary>
public sealed class Script
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Lock _gate = new();
    private readonly List<Reply> _replies = [];
    private readonly List<RecordedRequest> _requests = [];
    private int _givenUp;

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Requests whose client went away before it had its answer.</summary>
    public int GivenUp => Volatile.Read(ref _givenUp);

    public int Remaining
    {
        get
        {
            lock (_gate)
            {
                return _replies.Count;
            }
        }
    }

    public static Reply[] Parse(byte[] json) => JsonSerializer.Deserialize<Reply[]>(json, Json) ?? [];

    public void Enqueue(IEnumerable<Reply> more)
    {
        lock (_gate)
        {
            _replies.AddRange(more);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _replies.Clear();
            _requests.Clear();
        }
    }

    public void Record(RecordedRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }

    public void CountGivenUp() => Interlocked.Increment(ref _givenUp);

    /// <summary>The first reply that fits the request; null when the script has none, which the server reports as a fault.</summary>
    public Reply? Take(string body)
    {
        lock (_gate)
        {
            var index = _replies.FindIndex(reply => reply.When is null || body.Contains(reply.When, StringComparison.Ordinal));
            if (index < 0)
            {
                return null;
            }

            var reply = _replies[index];
            if (!reply.Repeat)
            {
                _replies.RemoveAt(index);
            }

            return reply;
        }
    }
}
