using Gatehouse.App.Tests.Storage;
using Gatehouse.Contracts.Events;
using Gatehouse.Server.Access;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Events;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Tokens;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.App.Tests.Server;

/// <summary>A stream lives no longer than its session, also when the hub was never told that the session ended.</summary>
public sealed class EventStreamTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteFile _database;
    private readonly FakeClock _clock = new();
    private readonly EventHub _hub = new();
    private readonly SessionBook _sessions;
    private readonly SessionRecord _session;
    private readonly MemoryStream _sent = new();

    public EventStreamTests()
    {
        _database = SqliteFile.Open(Path.Combine(_folder.Path, "gatehouse.db"), "gatehouse");
        _sessions = new SessionBook(new SessionTable(_database), _clock);
        var opened = _sessions.Open("test");
        _session = _sessions.Find(opened.Cookie.Text, opened.PageKey.Text)!;
    }

    [Fact]
    public async Task A_session_that_ended_before_the_stream_began_gets_nothing()
    {
        _sessions.Close(_session.Id);

        await RunAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, _sent.Length);
        Assert.Equal(0, _hub.Count(StreamKind.EventStream));
    }

    [Fact]
    public async Task A_busy_stream_ends_with_its_session_after_thirty_seconds()
    {
        var stream = RunAsync();
        await Deadline.UntilAsync(() => Task.FromResult(_sent.Length), length => length > 0, "the stream is open");
        _hub.Publish(new StatusEvent("before"));
        _sessions.Close(_session.Id);

        for (var second = 0; second < 30; second++)
        {
            _hub.Publish(new StatusEvent($"{second}"));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await stream.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _hub.Count(StreamKind.EventStream));
    }

    [Fact]
    public async Task A_stream_whose_session_is_open_goes_on()
    {
        var stream = RunAsync();
        await Deadline.UntilAsync(() => Task.FromResult(_sent.Length), length => length > 0, "the stream is open");

        _clock.Advance(TimeSpan.FromMinutes(5));
        _hub.Publish(new StatusEvent("still"));

        Assert.False(stream.IsCompleted);
        _hub.Close();
        await stream.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("still", System.Text.Encoding.UTF8.GetString(_sent.ToArray()), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _sent.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private Task RunAsync()
    {
        var context = new DefaultHttpContext();
        context.Response.Body = _sent;
        context.Features.Set<Credential>(new Credential.Session(_session));
        var pump = new EventPump(
            _hub,
            new CredentialReader(new OwnerToken(null), new TokenBook(new TokenTable(_database), _clock), _sessions),
            _clock
        );
        var cap = new SubscriberCap(NullLogger<SubscriberCap>.Instance);
        return Task.Run(() => new EventStream(_hub, pump, cap).ExecuteAsync(context));
    }
}
