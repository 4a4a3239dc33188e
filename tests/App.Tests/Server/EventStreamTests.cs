using Gatehouse.App.Tests.Storage;
using Gatehouse.Contracts.Events;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.App.Tests.Server;

/// <summary>A stream lives no longer than its session, also when the hub was never told that the session ended.</summary>
public sealed class EventStreamTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteFile database;
    private readonly FakeClock clock = new();
    private readonly EventHub hub = new();
    private readonly SessionBook sessions;
    private readonly SessionRecord session;
    private readonly MemoryStream sent = new();

    public EventStreamTests()
    {
        database = SqliteFile.Open(Path.Combine(folder.Path, "gatehouse.db"), "gatehouse");
        sessions = new SessionBook(new SessionTable(database), clock);
        var opened = sessions.Open("test");
        session = sessions.Find(opened.Cookie.Text, opened.PageKey.Text)!;
    }

    [Fact]
    public async Task A_session_that_ended_before_the_stream_began_gets_nothing()
    {
        sessions.Close(session);

        await RunAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, sent.Length);
        Assert.Equal(0, hub.Subscribers);
    }

    [Fact]
    public async Task A_busy_stream_ends_with_its_session_after_thirty_seconds()
    {
        var stream = RunAsync();
        await Deadline.UntilAsync(() => Task.FromResult(sent.Length), length => length > 0, "the stream is open");
        hub.Publish(new StatusEvent("before"));
        sessions.Close(session);

        for (var second = 0; second < 30; second++)
        {
            hub.Publish(new StatusEvent($"{second}"));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await stream.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, hub.Subscribers);
    }

    [Fact]
    public async Task A_stream_whose_session_is_open_goes_on()
    {
        var stream = RunAsync();
        await Deadline.UntilAsync(() => Task.FromResult(sent.Length), length => length > 0, "the stream is open");

        clock.Advance(TimeSpan.FromMinutes(5));
        hub.Publish(new StatusEvent("still"));

        Assert.False(stream.IsCompleted);
        hub.Close();
        await stream.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("still", System.Text.Encoding.UTF8.GetString(sent.ToArray()), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        sent.Dispose();
        database.Dispose();
        folder.Dispose();
    }

    private Task RunAsync()
    {
        var context = new DefaultHttpContext();
        context.Response.Body = sent;
        context.Features.Set<Credential>(new Credential.Session(session));
        return Task.Run(() => new EventStream(hub, sessions, clock).ExecuteAsync(context));
    }
}
