using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.FrontDoor.Tests.Leaks;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>A key reaches no program by this API, however the model's server cuts it, and none leaves by it.</summary>
[Trait("Invariant", "G7")]
public abstract class CompletionSecretTests(string scheme)
{
    public sealed class OverHttp() : CompletionSecretTests("http");

    public sealed class OverHttps() : CompletionSecretTests("https");

    // Put together here, so that no scanner of this repository finds a key in it.
    private static readonly string Key = "sk" + "-" + "q7Xw2mB9tLw4zPd8sKr3";

    [TestNetFact]
    public async Task A_key_in_the_answer_never_reaches_the_client_in_text_in_calls_or_behind_escapes()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        var escaped = "\\u00" + ((int)Key[0]).ToString("x2") + Key[1..];
        var replies = new[]
        {
            new Reply { Text = $"Here it is: {Key} and good luck", Pieces = 40 },
            new Reply { ToolCalls = [new ReplyToolCall("call_1", "post", $$"""{"a":"fine","b":"{{Key}}"}""")], Pieces = 40 },
            new Reply { ToolCalls = [new ReplyToolCall("call_1", "post", $$"""{"a":"fine","b":"{{escaped}}"}""")], Pieces = 40 },
            new Reply { ToolCalls = [new ReplyToolCall("call_1", Key, "{}")], Pieces = 4 },
        };
        var search = new CanarySearch(Key);
        foreach (var reply in replies)
        {
            await model.ReplyAsync(reply, reply);
            var whole = await asker.RefusedAsync(HttpStatusCode.Forbidden, Asker.Body());
            Assert.Equal("secret_in_answer", whole.Text("code"));
            Assert.Empty(search.Find(Encoding.UTF8.GetBytes(whole.GetRawText())));

            using var answer = await asker.SendAsync(Asker.Body(more: ("stream", true)));
            using var stream = await new EventLines(answer).ToEndAsync();
            Assert.Empty(search.Find(Encoding.UTF8.GetBytes(stream.All)));
            // As a client puts it together: between the pieces on the wire stands more than the key.
            var calls = string.Concat(
                stream.CallPieces.Select(piece =>
                    piece.GetProperty("function").Text("name") + piece.GetProperty("function").Text("arguments")
                )
            );
            Assert.Empty(search.Find(Encoding.UTF8.GetBytes(stream.Content + "\n" + calls)));
            Assert.DoesNotContain(Key[1..], calls, StringComparison.Ordinal);
            Assert.DoesNotContain("[DONE]", stream.All, StringComparison.Ordinal);
            Assert.Contains("secret_in_answer", stream.All, StringComparison.Ordinal);
            // What stands before it is harmless and was there.
            Assert.Equal(reply.Text.Length > 0, stream.Content.Contains("Here it is", StringComparison.Ordinal));
        }

        await SecretNowhere.AssertAsync(gatehouse, Key);
    }

    [TestNetFact]
    public async Task A_likely_credential_is_redacted_in_the_stream_and_the_rest_goes_on()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        var bearer = "Bearer " + "zQ8vN2kLx5Rt9WmB3cYp7Hd4";
        await model.ReplyAsync(
            new Reply { Text = $"Use {bearer} there. Goodbye.", Pieces = 30 },
            new Reply { ToolCalls = [new ReplyToolCall("call_1", "post", $$"""{"header":"{{bearer}}","x":1}""")], Pieces = 30 }
        );
        using var text = await (await asker.StreamAsync(Asker.Body())).ToEndAsync();
        Assert.True(text.IsDone, text.All);
        Assert.Equal("Use [REDACTED] there. Goodbye.", text.Content);
        using var call = await (await asker.StreamAsync(Asker.Body())).ToEndAsync();
        Assert.True(call.IsDone, call.All);
        Assert.Equal(
            """{"header":"[REDACTED]","x":1}""",
            string.Concat(call.CallPieces.Select(piece => piece.GetProperty("function").Text("arguments")))
        );
    }

    [TestNetFact]
    public async Task A_key_in_the_request_goes_nowhere()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        var tools = JsonNode.Parse($$$"""[{"type":"function","function":{"name":"f","description":"use {{{Key}}}"}}]""");
        foreach (
            var body in new[]
            {
                Asker.Body($"my key is {Key}"),
                Asker.Body("packed " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"my key is {Key}"))),
                Asker.Body(more: ("tools", tools)),
                // Our own tokens are keys as well.
                Asker.Body(asker.Token),
            }
        )
        {
            Assert.Equal("policy_denied", (await asker.RefusedAsync(HttpStatusCode.Forbidden, body)).Text("code"));
        }

        Assert.Empty(await model.RequestsAsync());
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal(4, (await owner.LedgerAsync()).Kinds().Count(kind => kind == "denied"));
        await SecretNowhere.AssertAsync(gatehouse, Key);
    }
}
