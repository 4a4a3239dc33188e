using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using Gatehouse.OpenAiServer;
using OpenAI;
using OpenAI.Chat;

namespace Gatehouse.Testing.Tests;

/// <summary>The official client reads what the scripted server writes.</summary>
public sealed class OpenAiServerTests : IAsyncLifetime
{
    private OpenAiServerProcess _server = null!;
    private ChatClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await OpenAiServerProcess.StartAsync();
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(_server.BaseUrl),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = TimeSpan.FromSeconds(2),
        };
        _client = new ChatClient("scripted", new ApiKeyCredential("dummy"), options);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public async Task Streams_text_in_any_number_of_pieces(int pieces)
    {
        await _server.ReplyAsync(new Reply { Text = "Grüße, a longer text.", Pieces = pieces });

        var (text, _, usage, finish) = await StreamAsync();

        Assert.Equal("Grüße, a longer text.", text);
        Assert.Equal((10, 5), (usage?.InputTokenCount, usage?.OutputTokenCount));
        Assert.Equal(ChatFinishReason.Stop, finish);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    public async Task Streams_interleaved_tool_calls(int pieces)
    {
        await _server.ReplyAsync(
            new Reply
            {
                Pieces = pieces,
                ToolCalls =
                [
                    new ReplyToolCall("call_1", "web_fetch", """{"url":"https://a.example/é"}"""),
                    new ReplyToolCall("call_2", "echo", """{"text":"b"}"""),
                ],
            }
        );

        var (_, calls, _, finish) = await StreamAsync();

        Assert.Equal(ChatFinishReason.ToolCalls, finish);
        Assert.Equal("""web_fetch {"url":"https://a.example/é"}""", calls[0]);
        Assert.Equal("""echo {"text":"b"}""", calls[1]);
    }

    [Fact]
    public async Task Answers_whole_and_records_the_request()
    {
        await _server.SayAsync("whole");

        var answer = await _client.CompleteChatAsync(new UserChatMessage("hello there"));

        var request = Assert.Single(await _server.RequestsAsync());
        Assert.Equal("whole", answer.Value.Content[0].Text);
        Assert.Contains("hello there", request.Body, StringComparison.Ordinal);
        Assert.Equal("Bearer dummy", request.Headers["Authorization"]);
        Assert.Equal("/v1/chat/completions", request.Target);
    }

    [Fact]
    public async Task Refuses_with_retry_after()
    {
        await _server.ReplyAsync(new Reply { Status = 429, RetryAfterSeconds = 7 });

        var error = await Assert.ThrowsAsync<ClientResultException>(() => _client.CompleteChatAsync(new UserChatMessage("x")));

        Assert.Equal(429, error.Status);
        Assert.True(error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds));
        Assert.Equal("7", seconds);
    }

    [Theory]
    [InlineData(ReplyFailure.Drop)]
    [InlineData(ReplyFailure.Hang)]
    [InlineData(ReplyFailure.HangBeforeHeaders)]
    public async Task Breaks_off(ReplyFailure failure)
    {
        await _server.ReplyAsync(
            new Reply
            {
                Text = "never whole",
                Pieces = 5,
                Failure = failure,
                FailAfterChunks = 3,
            }
        );

        await Assert.ThrowsAnyAsync<Exception>(() => StreamAsync().WaitAsync(TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task Sends_an_error_in_the_middle_and_a_stream_without_its_end()
    {
        await _server.ReplyAsync(
            new Reply
            {
                Text = "abcdef",
                Pieces = 6,
                Failure = ReplyFailure.ErrorChunk,
                FailAfterChunks = 3,
            },
            new Reply
            {
                Text = "abcdef",
                Pieces = 6,
                Failure = ReplyFailure.Truncate,
                FailAfterChunks = 3,
            }
        );

        Assert.Contains("scripted error", await RawAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", await RawAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_each_request_the_reply_that_waits_for_it()
    {
        await _server.ReplyAsync(new Reply { Text = "for B", When = "question B" }, new Reply { Text = "for A", When = "question A" });

        var answer = await _client.CompleteChatAsync(new UserChatMessage("question A"));

        Assert.Equal("for A", answer.Value.Content[0].Text);
        Assert.Equal(1, await _server.RemainingAsync());
    }

    [Fact]
    public async Task Says_when_its_script_has_run_out()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(() => _client.CompleteChatAsync(new UserChatMessage("x")));

        Assert.Contains("the script has no reply", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> RawAsync()
    {
        using var http = new HttpClient();
        using var body = new StringContent("""{"model":"m","stream":true,"messages":[]}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(_server.BaseUrl + "/chat/completions"), body);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<(string Text, List<string> Calls, ChatTokenUsage? Usage, ChatFinishReason? Finish)> StreamAsync()
    {
        var text = new StringBuilder();
        var calls = new SortedDictionary<int, StringBuilder>();
        ChatTokenUsage? usage = null;
        ChatFinishReason? finish = null;
        await foreach (var update in _client.CompleteChatStreamingAsync(new UserChatMessage("go")))
        {
            foreach (var part in update.ContentUpdate)
            {
                text.Append(part.Text);
            }

            foreach (var part in update.ToolCallUpdates)
            {
                var call = calls.TryGetValue(part.Index, out var known)
                    ? known
                    : calls[part.Index] = new StringBuilder(part.FunctionName + " ");
                call.Append(part.FunctionArgumentsUpdate);
            }

            usage ??= update.Usage;
            finish ??= update.FinishReason;
        }

        return (text.ToString(), [.. calls.Values.Select(call => call.ToString())], usage, finish);
    }
}
