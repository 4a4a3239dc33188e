using System.Text;
using System.Text.Json;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Models.OpenAi;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.App.Tests.Agent;

public sealed class OpenAiModelTests
{
    [Fact]
    public async Task Streams_text_and_reports_tokens()
    {
        await using var server = await OpenAiMock.StartAsync(http =>
            OpenAiMock.StreamAsync(
                http,
                OpenAiMock.Delta("""{"role":"assistant","content":""}"""),
                OpenAiMock.Delta("""{"content":"Hel"}"""),
                OpenAiMock.Delta("""{"content":"lo"}"""),
                OpenAiMock.Delta("{}", "\"stop\""),
                OpenAiMock.Usage(11, 2),
                "[DONE]"
            )
        );

        var (output, text) = await AskAsync(server);

        Assert.Equal(("Hello", "Hello", new TokenUsage(11, 2)), (output.Text, text, output.Tokens));
        Assert.Empty(ModelReply.Parse(output.Detail).Calls);
    }

    [Fact]
    public async Task Sends_the_prompt_the_limit_and_nothing_of_this_machine()
    {
        await using var server = await OpenAiMock.StartAsync(http =>
            OpenAiMock.StreamAsync(http, OpenAiMock.Delta("""{"content":"ok"}""", "\"stop\""), "[DONE]")
        );

        await AskAsync(server);

        using var sent = JsonDocument.Parse(server.LastBody);
        var root = sent.RootElement;
        Assert.Equal(
            ("m", 77, true),
            (root.GetProperty("model").GetString(), root.GetProperty("max_tokens").GetInt32(), root.GetProperty("stream").GetBoolean())
        );
        Assert.True(root.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.Equal(
            ["system", "user", "assistant", "tool", "user"],
            root.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString())
        );
        Assert.Contains("web_fetch", root.GetProperty("tools").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("gatehouse", server.LastHeaders["User-Agent"]);
        Assert.Equal("Bearer gatehouse", server.LastHeaders["Authorization"]);
        Assert.DoesNotContain(Environment.MachineName, string.Join('\n', server.LastHeaders.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_tool_calls_together_from_many_chunks()
    {
        await using var server = await OpenAiMock.StartAsync(http =>
            OpenAiMock.StreamAsync(
                http,
                OpenAiMock.Delta(
                    """{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"echo","arguments":""}}]}"""
                ),
                OpenAiMock.Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"mess"}}]}"""),
                OpenAiMock.Delta(
                    """{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"time","arguments":"{\"operation\""}}]}"""
                ),
                OpenAiMock.Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"age\":\"hi\"}"}}]}"""),
                OpenAiMock.Delta("""{"tool_calls":[{"index":1,"function":{"arguments":":\"now\"}"}}]}"""),
                OpenAiMock.Delta("{}", "\"tool_calls\""),
                "[DONE]"
            )
        );

        var (output, _) = await AskAsync(server);

        Assert.Equal(
            [new ToolCall("call_a", "echo", """{"message":"hi"}"""), new ToolCall("call_b", "time", """{"operation":"now"}""")],
            ModelReply.Parse(output.Detail).Calls
        );
        Assert.Null(output.Tokens);
    }

    [Theory]
    [InlineData(401, FailureReason.Upstream, "LLM_API_KEY")]
    [InlineData(404, FailureReason.Upstream, "LLM_MODEL")]
    [InlineData(400, FailureReason.RequestRefused, "refused the request")]
    [InlineData(422, FailureReason.RequestRefused, "refused the request")]
    [InlineData(503, FailureReason.Upstream, "503")]
    [InlineData(504, FailureReason.TimedOut, "in time")]
    [InlineData(302, FailureReason.Redirect, "redirect")]
    public async Task Names_the_failure_without_the_servers_words(int status, FailureReason reason, string says)
    {
        await using var server = await OpenAiMock.StartAsync(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/elsewhere";
            await http.Response.WriteAsync("""{"error":{"message":"secret-prompt-echo","type":"x"}}""");
        });

        var failed = await Assert.ThrowsAsync<EffectFailedException>(() => AskAsync(server));

        Assert.Equal(reason, failed.Reason);
        Assert.Contains(says, failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-prompt-echo", failed.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_429_tells_how_long_to_wait_and_is_not_tried_again()
    {
        await using var server = await OpenAiMock.StartAsync(http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });

        var failed = await Assert.ThrowsAsync<EffectFailedException>(() => AskAsync(server));

        Assert.Equal((FailureReason.RateLimited, TimeSpan.FromSeconds(7)), (failed.Reason, failed.RetryAfter));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("error")]
    [InlineData("garbage")]
    [InlineData("silent end")]
    public async Task A_stream_that_breaks_off_fails_with_the_text_released(string how)
    {
        await using var server = await OpenAiMock.StartAsync(async http =>
        {
            await OpenAiMock.StreamAsync(http, OpenAiMock.Delta("""{"content":"half an "}"""));
            switch (how)
            {
                case "cut":
                    await Task.Delay(200);
                    http.Abort();
                    break;
                case "error":
                    await OpenAiMock.StreamAsync(http, """{"error":{"message":"overloaded","code":500}}""");
                    break;
                case "garbage":
                    await OpenAiMock.StreamAsync(http, "{nope");
                    break;
            }
        });
        var text = new StringBuilder();

        var failed = await Assert.ThrowsAsync<EffectFailedException>(() => AskAsync(server, text));

        Assert.Equal("half an ", text.ToString());
        Assert.True(failed.Reason is FailureReason.Upstream or FailureReason.Unreachable or FailureReason.Unreadable);
    }

    [Fact]
    public async Task Calls_of_a_reply_that_broke_off_are_not_used()
    {
        await using var server = await OpenAiMock.StartAsync(http =>
            OpenAiMock.StreamAsync(
                http,
                OpenAiMock.Delta(
                    """{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"echo","arguments":"{\"message\":\"hi\"}"}}]}"""
                )
            )
        );

        await Assert.ThrowsAsync<EffectFailedException>(() => AskAsync(server));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_hangs_times_out(bool inTheMiddle)
    {
        await using var server = await OpenAiMock.StartAsync(async http =>
        {
            if (inTheMiddle)
            {
                await OpenAiMock.StreamAsync(http, OpenAiMock.Delta("""{"content":"one moment "}"""));
            }

            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var failed = await Assert.ThrowsAsync<EffectFailedException>(() => AskAsync(server, timeout: TimeSpan.FromSeconds(1)));

        Assert.Equal(FailureReason.TimedOut, failed.Reason);
    }

    [Fact]
    public async Task No_server_at_all_is_unreachable()
    {
        var server = await OpenAiMock.StartAsync(_ => Task.CompletedTask);
        await server.DisposeAsync();

        var failed = await Assert.ThrowsAsync<EffectFailedException>(() => AskAsync(server));

        Assert.Equal(FailureReason.Unreachable, failed.Reason);
    }

    private static async Task<(EffectOutput Output, string Text)> AskAsync(
        OpenAiMock server,
        StringBuilder? text = null,
        TimeSpan? timeout = null
    )
    {
        Assert.True(RequestTarget.TryParse(server.BaseUrl, out var url, out _));
        var settings = new ModelSettings(ModelBackend.OpenAiCompatible, url, "m")
        {
            MaxTokens = 77,
            Timeout = timeout ?? TimeSpan.FromSeconds(20),
        };
        var prompt = new ModelPrompt(
            [
                new(PromptRole.System, "be good", Integrity.Owner, []),
                new(PromptRole.Owner, "hi", Integrity.Owner, []),
                new(PromptRole.Assistant, "", Integrity.Assistant, [new ToolCall("call_0", "echo", "{}")]),
                new(PromptRole.Tool, "done", Integrity.Assistant, [], "call_0", "echo"),
                new(PromptRole.Result, "A1 has ended", Integrity.Assistant, []),
            ],
            ToolCatalog.BuiltIn.Offered
        );
        var call = new ModelCall("openai_compatible", settings.Endpoint, "m", PromptCodec.Encode(prompt), 5, settings.MaxTokens);
        var clock = TimeProvider.System;
        var pass = new GatePass(
            EffectId.Create(clock),
            Digest.Of(EffectCodec.Encode(call)),
            Label.OfOwner,
            EgressScope.For(call, settings.Timeout),
            clock.GetUtcNow().AddMinutes(5),
            clock
        );
        var sink = new Sink(text ?? new StringBuilder());
        var driver = new ModelCallDriver(new OpenAiSource(new Loopback(), settings), settings.Timeout, clock);
        var output = await driver.ExecuteAsync(call, pass, sink, CancellationToken.None);
        return (output, sink.Text.ToString());
    }

    private sealed class Sink(StringBuilder text) : ITextSink
    {
        public StringBuilder Text => text;

        public ValueTask WriteAsync(string piece, CancellationToken ct)
        {
            text.Append(piece);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Loopback : IOutbound
    {
        public HttpClient Open(GatePass pass, Effect effect)
        {
            pass.Redeem(effect);
            return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        }
    }
}
