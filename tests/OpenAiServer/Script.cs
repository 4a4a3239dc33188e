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

    private readonly Lock gate = new();
    private readonly List<Reply> replies = [];
    private readonly List<RecordedRequest> requests = [];

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public int Remaining
    {
        get
        {
            lock (gate)
            {
                return replies.Count;
            }
        }
    }

    public static Reply[] Parse(byte[] json) => JsonSerializer.Deserialize<Reply[]>(json, Json) ?? [];

    public void Enqueue(IEnumerable<Reply> more)
    {
        lock (gate)
        {
            replies.AddRange(more);
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            replies.Clear();
            requests.Clear();
        }
    }

    public void Record(RecordedRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
        }
    }

    /// <summary>The first reply that fits the request; null when the script has none, which the server reports as a fault.</summary>
    public Reply? Take(string body)
    {
        lock (gate)
        {
            var index = replies.FindIndex(reply => reply.When is null || body.Contains(reply.When, StringComparison.Ordinal));
            if (index < 0)
            {
                return null;
            }

            var reply = replies[index];
            if (!reply.Repeat)
            {
                replies.RemoveAt(index);
            }

            return reply;
        }
    }
}
