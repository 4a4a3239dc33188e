using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gatehouse.Cli.Control;
using Gatehouse.Contracts;

namespace Gatehouse.Fuzz.Targets;

/// <summary>What comes over the wire: request bodies as the API reads them, and the event stream as the CLI reads it.</summary>
internal sealed class SocketTarget : FuzzTarget
{
    public override string Name => "socket";

    public override IEnumerable<string> Seeds =>
        [
            """{"content":"hi","thread_id":"0123","timezone":"Europe/Berlin"}""",
            """{"request_id":"A1","action":"approve","thread_id":null}""",
            """{"scope":"thread","thread_id":"0123","reason":"x"}""",
            """{"code":"ABCD"}""",
            """{"query":"tea","limit":5}""",
            """{"id":"g1"}""",
            "{}",
            "event: response\ndata: {\"type\":\"response\",\"content\":\"hi\",\"thread_id\":\"1\",\"turn_id\":\"2\"}\nid: 1-2\n\n",
            ": heartbeat\n\ndata: {\"type\":\"heartbeat\"}\n\ndata: {\"type\":\"newer\"}\n\n",
            "data: {\"type\":\"tool_completed\",\"name\":\"a\",\"call_id\":\"b\",\"success\":true,\"outcome\":\"done\",\"duration_ms\":1,\"thread_id\":\"c\",\"turn_id\":\"d\",\"signals\":[\"new_role\"]}\r\n",
        ];

    public override IEnumerable<string> Atoms =>
        "{|}|[|]|:|,|\"|\\|\\u0000|\\ud800|null|true|1e999|-0|99999999999999999999|\"type\":|\"content\":|data: |event: |id: |\n\n|\r\n|\ufeff|{\"a\":{\"a\":{\"a\":|[[[[".Split(
            '|'
        );

    public override string Check(string input)
    {
        var read = new[]
        {
            Body(input, GatehouseJson.Default.SendRequest),
            Body(input, GatehouseJson.Default.ApprovalRequest),
            Body(input, GatehouseJson.Default.StopRequest),
            Body(input, GatehouseJson.Default.ResumeRequest),
            Body(input, GatehouseJson.Default.LoginRequest),
            Body(input, GatehouseJson.Default.MemorySearchRequest),
            Body(input, GatehouseJson.Default.RevokeRequest),
            Body(input, GatehouseJson.Default.NewThreadRequest),
        };
        return $"{string.Concat(read.Select(accepted => accepted ? '1' : '0'))} {EventsAsync(input).GetAwaiter().GetResult()}";
    }

    // The one exception that the API answers with 400.
    private static bool Body<T>(string input, JsonTypeInfo<T> type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(Bytes(input), type);
            if (value is null)
            {
                return false;
            }

            var again = JsonSerializer.SerializeToUtf8Bytes(value, type);
            Must(value.Equals(JsonSerializer.Deserialize(again, type)), "a body that is written again is the same");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<string> EventsAsync(string input)
    {
        using var reader = new EventReader(new HttpResponseMessage(), new StreamReader(new MemoryStream(Bytes(input)), Encoding.UTF8));
        var kinds = new List<string>();
        while (await reader.NextAsync(CancellationToken.None) is { } happened)
        {
            kinds.Add(happened.GetType().Name);
        }

        Must(kinds.Count <= input.Split('\n', '\r').Length, "a line holds at most one event");
        return string.Join(' ', kinds.Distinct().Order());
    }
}
