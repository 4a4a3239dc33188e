using System.Net;
using System.Text.Json;
using Gatehouse.Agent.Events;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;

namespace Gatehouse.App.Tests.Server;

/// <summary>What the page is told of turns: enough to show them without asking again.</summary>
public sealed class TurnTellingTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly ThreadId Thread = new(new string('a', 32));
    private static readonly TurnId Turn = new(new string('b', 32));

    [Fact]
    public async Task A_message_that_waits_for_its_turn_is_in_the_history()
    {
        using var sent = await gateway.SendAsync(
            HttpMethod.Post,
            "/api/chat/send",
            GatewayUnderTest.Token,
            """{"content":"wait for me"}"""
        );
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var accepted = await ReadAsync(sent);
        using var answer = await gateway.SendAsync(
            HttpMethod.Get,
            $"/api/chat/history?thread_id={accepted.GetProperty("thread_id").GetString()}",
            GatewayUnderTest.Token
        );

        var turn = Assert.Single((await ReadAsync(answer)).GetProperty("turns").EnumerateArray());
        Assert.Equal(
            ("Queued", "wait for me", accepted.GetProperty("message_id").GetString()),
            (Text(turn, "state"), Text(turn, "user_input"), Text(turn, "message_id"))
        );
    }

    [Fact]
    public void A_turn_begins_with_the_words_that_started_it()
    {
        var told = Told(new TurnEvent.TurnStarted(Thread, Turn, "m1", "hello", Continues: null, []));

        Assert.Equal(("m1", "hello"), (Text(told, "message_id"), Text(told, "user_input")));
        Assert.False(told.TryGetProperty("continues", out _));
        Assert.False(told.TryGetProperty("pasted", out _));
    }

    [Fact]
    public void A_call_that_waits_names_its_approval()
    {
        var end = new CallEnd("c1", "http", CallOutcome.Waiting, Effect: null, Approval: 12, TimeSpan.Zero);

        Assert.Equal("A12", Text(Told(new TurnEvent.ToolCompleted(Thread, Turn, end, Error: null)), "approval_id"));
    }

    private static JsonElement Told(TurnEvent what)
    {
        var hub = new EventHub();
        var subscriber = hub.Subscribe(null, new Credential.Peer(), StreamKind.EventStream)!;
        new TurnEvents(hub).Publish(what);
        Assert.True(hub.TryTake(subscriber, out var frame));
        return JsonSerializer.Deserialize<JsonElement>(frame.Data);
    }

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
}
