using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>The OpenAI-compatible API as a program sees it.</summary>
public abstract class CompletionTests(string scheme) : IAsyncLifetime
{
    public sealed class OverHttp() : CompletionTests("http");

    public sealed class OverHttps() : CompletionTests("https");

    private OpenAiServerProcess _model = null!;
    private GatehouseProcess _gatehouse = null!;
    private Asker _asker = null!;

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _model = await OpenAiServerProcess.StartAsync();
            _gatehouse = await Connected.StartOverAsync(scheme, _model);
            _asker = await Asker.CreateAsync(_gatehouse, "--name", "test");
        }
    }

    public async Task DisposeAsync()
    {
        if (_gatehouse is not null)
        {
            _asker.Dispose();
            await _gatehouse.DisposeAsync();
            await _model.DisposeAsync();
        }
    }

    [TestNetFact]
    public async Task An_answer_comes_whole_with_its_usage_and_a_receipt_that_names_the_token()
    {
        await _model.ReplyAsync(new Reply { Text = "It is noon.", Usage = new ReplyUsage(120, 30) });
        var answer = await _asker.AskAsync(
            Asker.Body("what time is it?", ("max_tokens", 77), ("temperature", 0.25), ("stop", "END"), ("seed", 7))
        );
        Assert.Matches("^chatcmpl-[0-9a-f]{32}$", answer.Text("id"));
        Assert.Equal(("chat.completion", "scripted"), (answer.Text("object"), answer.Text("model")));
        var choice = Assert.Single(answer.GetProperty("choices").EnumerateArray());
        Assert.Equal("stop", choice.Text("finish_reason"));
        Assert.Equal(
            ("assistant", "It is noon."),
            (choice.GetProperty("message").Text("role"), choice.GetProperty("message").Text("content"))
        );
        Assert.Equal("""{"prompt_tokens":120,"completion_tokens":30,"total_tokens":150}""", answer.GetProperty("usage").GetRawText());

        var sent = Asker.Json(Assert.Single(await _model.RequestsAsync()).Body);
        Assert.Equal(
            (77, 0.25, 7),
            (sent.GetProperty("max_tokens").GetInt32(), sent.GetProperty("temperature").GetDouble(), sent.GetProperty("seed").GetInt32())
        );
        Assert.Contains("END", sent.GetProperty("stop").GetRawText(), StringComparison.Ordinal);
        // Nothing of the assistant's goes with it: no rules, no tools.
        Assert.Equal("""[{"role":"user","content":"what time is it?"}]""", sent.GetProperty("messages").GetRawText());
        Assert.False(sent.TryGetProperty("tools", out _));

        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        Assert.Equal(150, await owner.UsedAsync("tokens"));
        var entries = await owner.LedgerAsync();
        var intent = Assert.Single(
            entries,
            entry => entry.Text("kind") == "intent" && entry.GetRawText().Contains("model_call", StringComparison.Ordinal)
        );
        Assert.Contains($"for token {_asker.Id}", intent.GetRawText(), StringComparison.Ordinal);
        Assert.Single(entries, entry => entry.Text("kind") == "outcome" && entry.Text("effect_id") == intent.Text("effect_id"));
        Assert.Empty(await owner.ThreadsAsync());
    }

    [TestNetFact]
    public async Task A_stream_comes_as_the_model_s_server_sends_it()
    {
        await _model.ReplyAsync(
            new Reply
            {
                Text = "one two three four five",
                Pieces = 5,
                ChunkDelayMilliseconds = 300,
                Usage = new ReplyUsage(9, 4),
            }
        );
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var stream = await _asker.StreamAsync(Asker.Body("count", ("stream_options", new JsonObject { ["include_usage"] = true })));
        await stream.UntilContentAsync();
        var first = clock.Elapsed;
        Assert.DoesNotContain("five", stream.Content, StringComparison.Ordinal);
        await stream.ToEndAsync();
        Assert.True(clock.Elapsed - first > TimeSpan.FromMilliseconds(600), $"all came at once, {clock.Elapsed - first} after the first");
        Assert.True(stream.IsDone, stream.All);
        Assert.Equal("one two three four five", stream.Content);
        Assert.Equal("""{"role":"assistant","content":""}""", stream.Deltas.First().GetRawText());
        Assert.Equal("{}", stream.Deltas.Last().GetRawText());
        Assert.Equal("stop", stream.Chunks[^2].GetProperty("choices")[0].Text("finish_reason"));
        Assert.Equal(13, stream.Chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Single(stream.Chunks.Select(chunk => chunk.Text("id")).Distinct());
    }

    [TestNetFact]
    public async Task Tool_calls_pass_through_in_pieces_and_their_results_go_back()
    {
        const string One = """{"city":"Zürich","note":"a \"quoted\" line\nand more"}""";
        const string Two = """{"path":"a\/b","sign":"\u00e9"}""";
        var calls = new[] { new ReplyToolCall("call_a", "weather", One), new ReplyToolCall("call_b", "read", Two) };
        await _model.ReplyAsync(
            new Reply
            {
                Text = "Looking.",
                ToolCalls = calls,
                Pieces = 9,
            },
            new Reply { ToolCalls = calls, Pieces = 9 }
        );
        var tools = JsonNode.Parse(
            """[{"type":"function","function":{"name":"weather","description":"d","strict":true,"parameters":{"type":"object","properties":{"city":{"type":"string"}}}}},{"type":"function","function":{"name":"read"}}]"""
        );
        using var stream = await _asker.StreamAsync(
            Asker.Body("weather?", ("tools", tools), ("tool_choice", "required"), ("parallel_tool_calls", true))
        );
        await stream.ToEndAsync();
        Assert.True(stream.IsDone, stream.All);
        Assert.True(stream.CallPieces.Count > 6, "the calls did not come in pieces");
        foreach (var (index, call) in calls.Index())
        {
            var pieces = stream.CallPieces.Where(piece => piece.GetProperty("index").GetInt32() == index).ToList();
            Assert.Equal(
                (call.Id, "function", call.Name),
                (pieces[0].Text("id"), pieces[0].Text("type"), pieces[0].GetProperty("function").Text("name"))
            );
            Assert.All(pieces.Skip(1), piece => Assert.False(piece.TryGetProperty("id", out _)));
            Assert.Equal(call.Arguments, string.Concat(pieces.Select(piece => piece.GetProperty("function").Text("arguments"))));
        }

        Assert.Contains(stream.Chunks, chunk => chunk.GetProperty("choices")[0].Text("finish_reason") == "tool_calls");
        var sent = Asker.Json((await _model.RequestsAsync())[0].Body);
        Assert.Equal("required", sent.Text("tool_choice"));
        Assert.True(sent.GetProperty("tools")[0].GetProperty("function").GetProperty("strict").GetBoolean());

        var whole = await _asker.AskAsync(Asker.Body("again", ("tools", tools!.DeepClone())));
        var message = whole.GetProperty("choices")[0].GetProperty("message");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, message.GetProperty("content").ValueKind);
        Assert.Equal(
            [One, Two],
            message.GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("function").Text("arguments"))
        );

        // What a client does next: it sends the message back as it came, with the results and without names.
        await _model.SayAsync("12 degrees");
        var next = Asker.Body("weather?", ("tools", tools.DeepClone()));
        next["messages"]!.AsArray().Add(JsonNode.Parse(message.GetRawText()));
        next["messages"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["role"] = "tool",
                    ["tool_call_id"] = "call_a",
                    ["content"] = "12",
                }
            );
        next["messages"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["role"] = "tool",
                    ["tool_call_id"] = "call_b",
                    ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "none" }),
                }
            );
        Assert.Equal("12 degrees", (await _asker.AskAsync(next)).GetProperty("choices")[0].GetProperty("message").Text("content"));
        Assert.Contains("call_a", (await _model.RequestsAsync())[^1].Body, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task Parts_roles_and_formats_are_taken()
    {
        await _model.SayAsync("""{"a":1}""");
        var body = Asker.Body(
            more: (
                "response_format",
                JsonNode.Parse("""{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":{"type":"object"}}}""")
            )
        );
        body["messages"] = JsonNode.Parse(
            """
            [{"role":"developer","content":"be brief"},{"role":"system","content":[{"type":"text","text":"first"},{"type":"text","text":"second"}]},
             {"role":"user","content":"","name":"ann"},{"role":"assistant","content":"yes","refusal":null,"annotations":[]},{"role":"user","content":"go"}]
            """
        );
        body["user"] = "somebody";
        body["metadata"] = new JsonObject();
        body["logprobs"] = false;
        body["n"] = 1;
        await _asker.AskAsync(body);
        var sent = Asker.Json(Assert.Single(await _model.RequestsAsync()).Body);
        Assert.Equal(
            ["system:be brief", "system:first\nsecond", "user:", "assistant:yes", "user:go"],
            sent.GetProperty("messages").EnumerateArray().Select(message => $"{message.Text("role")}:{message.Text("content")}")
        );
        Assert.Equal("json_schema", sent.GetProperty("response_format").Text("type"));
        Assert.False(sent.TryGetProperty("user", out _));
    }

    [TestNetFact]
    public async Task What_is_wrong_is_named_and_nothing_is_sent()
    {
        var image = """{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}""";
        foreach (
            var (param, body, why) in new (string?, string, string)[]
            {
                (null, "[]", "no object"),
                (null, """{"model":"scripted","model":"scripted","messages":[]}""", "a name twice"),
                (null, """{"model":"scripted","messages":[{"role":"user","content":"\ud800"}]}""", "half a character"),
                ("model", """{"messages":[{"role":"user","content":"x"}]}""", "no model"),
                ("model", """{"model":" scripted","messages":[{"role":"user","content":"x"}]}""", "a blank before the model"),
                ("model", """{"model":"a\u0007","messages":[{"role":"user","content":"x"}]}""", "a control character"),
                ("model", $$"""{"model":"{{new string('é', 129)}}","messages":[{"role":"user","content":"x"}]}""", "258 bytes"),
                ("messages", """{"model":"scripted","messages":[]}""", "no messages"),
                ("messages", """{"model":"scripted"}""", "messages missing"),
                ("messages[0].role", Message("""{"role":"owner","content":"x"}"""), "another role"),
                ("messages[0].content", Message("""{"role":"user"}"""), "no content"),
                ("messages[0].content", Message("""{"role":"user","content":7}"""), "a number as content"),
                ("messages[0].content", Message("""{"role":"assistant"}"""), "neither content nor calls"),
                ("messages[0].tool_call_id", Message("""{"role":"tool","content":"x"}"""), "no call id"),
                ("messages[0].content[0].type", Message($$"""{"role":"user","content":[{{image}}]}"""), "an image"),
                ("messages[0].colour", Message("""{"role":"user","content":"x","colour":1}"""), "an unknown member of a message"),
                ("n", Asker.Body(more: ("n", 2)).ToJsonString(), "two answers"),
                ("temperature", Asker.Body(more: ("temperature", 3)).ToJsonString(), "too hot"),
                ("max_tokens", Asker.Body(more: ("max_tokens", 0)).ToJsonString(), "no tokens"),
                ("max_tokens", Asker.Body(more: [("max_tokens", 1), ("max_completion_tokens", 2)]).ToJsonString(), "two limits"),
                ("stop", Asker.Body(more: ("stop", new JsonArray("a", "b", "c", "d", "e"))).ToJsonString(), "five stops"),
                ("stream_options", Asker.Body(more: ("stream_options", new JsonObject())).ToJsonString(), "options without a stream"),
                ("logprobs", Asker.Body(more: ("logprobs", true)).ToJsonString(), "probabilities"),
                ("reasoning_effort", Asker.Body(more: ("reasoning_effort", "high")).ToJsonString(), "not supported"),
                ("no_such_member", Asker.Body(more: ("no_such_member", 1)).ToJsonString(), "unknown"),
                ("tool_choice", Asker.Body(more: ("tool_choice", "required")).ToJsonString(), "a choice without tools"),
                (
                    "tools[0].function.name",
                    Asker.Body(more: ("tools", JsonNode.Parse("""[{"type":"function","function":{"name":"a b"}}]"""))).ToJsonString(),
                    "a blank in a name"
                ),
                (
                    "tools[0].type",
                    Asker.Body(more: ("tools", JsonNode.Parse("""[{"type":"custom"}]"""))).ToJsonString(),
                    "another type of tool"
                ),
                (
                    "response_format.type",
                    Asker.Body(more: ("response_format", JsonNode.Parse("""{"type":"xml"}"""))).ToJsonString(),
                    "another format"
                ),
            }
        )
        {
            using var answer = await _asker.SendAsync(body);
            var error = await Asker.ErrorAsync(HttpStatusCode.BadRequest, answer);
            Assert.Equal((why, "invalid_request_error"), (why, error.Text("type")));
            Assert.Equal((why, param ?? ""), (why, error.Text("param")));
            Assert.DoesNotContain("Gatehouse.", error.Text("message"), StringComparison.Ordinal);
        }

        var unknown = await _asker.RefusedAsync(HttpStatusCode.NotFound, Asker.Body(more: ("model", "gpt-9")));
        Assert.Equal("model_not_found", unknown.Text("code"));
        using var models = await _asker.ModelsAsync();
        var one = Asker.Json(await models.Content.ReadAsStringAsync()).GetProperty("data").EnumerateArray().Single();
        Assert.Equal(("scripted", "model", "gatehouse"), (one.Text("id"), one.Text("object"), one.Text("owned_by")));
        Assert.Empty(await _model.RequestsAsync());
    }

    [TestNetFact]
    public async Task A_failure_before_the_first_byte_is_an_HTTP_error_in_both_forms()
    {
        foreach (var stream in new[] { false, true })
        {
            foreach (
                var (reply, status, code) in new[]
                {
                    (new Reply { Status = 429, RetryAfterSeconds = 7 }, HttpStatusCode.TooManyRequests, "rate_limit_exceeded"),
                    (new Reply { Status = 500 }, HttpStatusCode.BadGateway, "upstream_error"),
                    (new Reply { Status = 400 }, HttpStatusCode.BadRequest, "request_refused"),
                    (new Reply { Status = 401 }, HttpStatusCode.BadGateway, "upstream_error"),
                }
            )
            {
                await _model.ReplyAsync(reply);
                using var answer = await _asker.SendAsync(Asker.Body(more: ("stream", stream)));
                var error = await Asker.ErrorAsync(status, answer);
                Assert.Equal(code, error.Text("code"));
                Assert.DoesNotContain("scripted error", error.Text("message"), StringComparison.Ordinal);
                Assert.Equal(reply.Status == 429 ? "7" : "", answer.Headers.RetryAfter?.ToString() ?? "");
            }
        }
    }

    [TestNetFact]
    public async Task A_failure_in_the_middle_is_an_error_event_and_never_a_silent_end()
    {
        foreach (var failure in new[] { ReplyFailure.ErrorChunk, ReplyFailure.Drop, ReplyFailure.Truncate })
        {
            await _model.ReplyAsync(
                new Reply
                {
                    Text = "one two three four five six",
                    Pieces = 6,
                    Failure = failure,
                    FailAfterChunks = 4,
                    ChunkDelayMilliseconds = 50,
                }
            );
            using var stream = await (await _asker.StreamAsync(Asker.Body())).ToEndAsync();
            Assert.StartsWith("one", stream.Content, StringComparison.Ordinal);
            Assert.False(stream.IsDone, $"{failure}: {stream.All}");
            Assert.DoesNotContain("[DONE]", stream.All, StringComparison.Ordinal);
            Assert.Contains("event: error\n", stream.All, StringComparison.Ordinal);
            Assert.Equal((failure, "server_error"), (failure, stream.Error.Text("type")));
        }
    }

    [TestNetFact]
    public async Task A_reply_that_reached_its_limit_says_so_also_in_the_middle_of_a_call()
    {
        var events = new[]
        {
            """data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":3,"id":"","type":"function","function":{"name":"f","arguments":"{\"a\":"}}]},"finish_reason":null}]}""",
            """data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}""",
            "data: [DONE]",
        };
        await _model.ReplyAsync(new Reply { RawEvents = events }, new Reply { RawEvents = events });
        var whole = (await _asker.AskAsync(Asker.Body())).GetProperty("choices")[0];
        Assert.Equal("length", whole.Text("finish_reason"));
        using var stream = await (await _asker.StreamAsync(Asker.Body())).ToEndAsync();
        Assert.True(stream.IsDone, stream.All);
        var piece = stream.CallPieces[0];
        Assert.Equal("{\"a\":", string.Concat(stream.CallPieces.Select(one => one.GetProperty("function").Text("arguments"))));
        // Counted from 0 and with an id, whatever the server sends.
        Assert.Equal(0, piece.GetProperty("index").GetInt32());
        Assert.StartsWith("call_", piece.Text("id"), StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task Who_hangs_up_ends_the_provider_s_call_within_a_second_and_is_charged()
    {
        await _model.ReplyAsync(
            new Reply
            {
                Text = new string('x', 60),
                Pieces = 60,
                ChunkDelayMilliseconds = 100,
            }
        );
        using (var stream = await _asker.StreamAsync(Asker.Body(more: ("max_tokens", 500))))
        {
            await stream.UntilContentAsync();
        }

        await Deadline.UntilAsync(_model.GivenUpAsync, count => count == 1, "the model's server is told", TimeSpan.FromSeconds(1));
        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        await Deadline.UntilAsync(
            async () => (await owner.LedgerAsync()).Kinds(),
            kinds => kinds.Count(kind => kind == "outcome") == 2,
            "the end is recorded"
        );
        // No usage was reported, so the bound is charged: the reply's limit, and a token for each byte of the prompt.
        Assert.InRange(await owner.UsedAsync("tokens"), 500, 1000);
    }

    private static string Message(string message) => $$"""{"model":"scripted","messages":[{{message}}]}""";
}
