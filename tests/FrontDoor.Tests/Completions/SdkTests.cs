using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;
using OpenAI;
using OpenAI.Chat;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>OpenAI's own clients, unmodified, against our server.</summary>
public abstract class SdkTests(string scheme)
{
    public sealed class OverHttp() : SdkTests("http");

    public sealed class OverHttps() : SdkTests("https");

    [TestNetFact]
    public async Task The_dotnet_client_asks_streams_calls_tools_and_reads_our_errors()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        using var http = GatewayClient.Anonymous(gatehouse);
        var client = Client(gatehouse, http, asker.Token, "scripted");

        await model.ReplyAsync(new Reply { Text = "It is noon.", Usage = new ReplyUsage(12, 3) });
        ChatCompletion whole = await client.CompleteChatAsync(
            [new SystemChatMessage("be brief"), new UserChatMessage("time?")],
            new ChatCompletionOptions { Temperature = 0.5f, MaxOutputTokenCount = 50 }
        );
        Assert.Equal(("It is noon.", ChatFinishReason.Stop, 15), (whole.Content[0].Text, whole.FinishReason, whole.Usage.TotalTokenCount));

        const string Arguments = """{"city":"Zürich","days":3}""";
        await model.ReplyAsync(
            new Reply
            {
                Text = "Let me look.",
                ToolCalls = [new ReplyToolCall("call_1", "weather", Arguments)],
                Pieces = 6,
            }
        );
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("weather", "d", BinaryData.FromString("""{"type":"object"}""")) },
        };
        var (text, arguments, finish, usage) = ("", "", (ChatFinishReason?)null, 0);
        await foreach (var update in client.CompleteChatStreamingAsync([new UserChatMessage("weather?")], options))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            arguments += string.Concat(update.ToolCallUpdates.Select(call => call.FunctionArgumentsUpdate?.ToString()));
            finish = update.FinishReason ?? finish;
            usage = update.Usage?.TotalTokenCount ?? usage;
        }

        Assert.Equal(("Let me look.", Arguments, ChatFinishReason.ToolCalls, 15), (text, arguments, finish, usage));

        await model.SayAsync("3 days of sun");
        ChatCompletion next = await client.CompleteChatAsync(
            [
                new UserChatMessage("weather?"),
                new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall("call_1", "weather", BinaryData.FromString(Arguments))]),
                new ToolChatMessage("call_1", "sunny"),
            ],
            options
        );
        Assert.Equal("3 days of sun", next.Content[0].Text);

        var unknown = await Assert.ThrowsAsync<ClientResultException>(() =>
            Client(gatehouse, http, asker.Token, "gpt-9").CompleteChatAsync("x")
        );
        Assert.Equal(404, unknown.Status);
        Assert.Contains("model_not_found", unknown.Message, StringComparison.Ordinal);
        var stranger = await Assert.ThrowsAsync<ClientResultException>(() =>
            Client(gatehouse, http, "nobody", "scripted").CompleteChatAsync("x")
        );
        Assert.Equal(401, stranger.Status);
    }

    [NodeFact("openai")]
    public async Task The_node_client_asks_streams_calls_tools_and_reads_our_errors()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        const string Arguments = """{"city":"Zürich","days":3}""";
        await model.ReplyAsync(
            new Reply { Text = "It is noon.", Usage = new ReplyUsage(12, 3) },
            new Reply
            {
                Text = "Let me look.",
                ToolCalls = [new ReplyToolCall("call_1", "weather", Arguments)],
                Pieces = 6,
            },
            new Reply
            {
                Text = "one two three four five six",
                Pieces = 6,
                Failure = ReplyFailure.ErrorChunk,
                FailAfterChunks = 4,
                ChunkDelayMilliseconds = 50,
            },
            new Reply
            {
                Text = new string('x', 60),
                Pieces = 60,
                ChunkDelayMilliseconds = 100,
            }
        );
        var authority = Path.Combine(gatehouse.Home, "authority-for-node.pem");
        if (gatehouse.Authority is { } trusted)
        {
            await File.WriteAllTextAsync(authority, trusted.ExportCertificatePem());
        }

        var told = await BrowserScenario.RunAsync(
            "openai-client",
            new Dictionary<string, object?> { ["baseURL"] = $"{gatehouse.BaseUrl}/v1", ["apiKey"] = asker.Token },
            environment: gatehouse.Authority is null ? null : ("NODE_EXTRA_CA_CERTS", authority)
        );

        Assert.Equal("It is noon.", told.Text("whole"));
        Assert.Equal(15, told.GetProperty("usage").GetInt32());
        Assert.Equal(["scripted"], told.GetProperty("models").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(("Let me look.", Arguments, "tool_calls"), (told.Text("text"), told.Text("arguments"), told.Text("finish")));
        Assert.Equal(
            (404, "model_not_found"),
            (told.GetProperty("unknown").GetProperty("status").GetInt32(), told.GetProperty("unknown").Text("code"))
        );
        Assert.True(told.GetProperty("brokenIsError").GetBoolean(), "a stream that broke ended like a whole one");
        await Deadline.UntilAsync(
            model.GivenUpAsync,
            count => count == 1,
            "the model's server hears of the abort",
            TimeSpan.FromSeconds(2)
        );
    }

    private static ChatClient Client(GatehouseProcess gatehouse, GatewayClient http, string token, string model) =>
        new(
            model,
            new ApiKeyCredential(token),
            new OpenAIClientOptions
            {
                Endpoint = new Uri($"{gatehouse.BaseUrl}/v1"),
                Transport = new HttpClientPipelineTransport(http.Http),
                RetryPolicy = new ClientRetryPolicy(0),
            }
        );
}
