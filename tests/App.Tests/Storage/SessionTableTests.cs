using System.Text;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Storage;

public sealed class SessionTableTests : IDisposable
{
    private static readonly DateTimeOffset Now = LedgerSample.Start;

    private readonly TempFolder _temp = new();
    private readonly SqliteFile _file;
    private readonly SessionTable _sessions;

    public SessionTableTests()
    {
        _file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");
        _sessions = new SessionTable(_file);
    }

    public void Dispose()
    {
        _file.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Finds_a_session_by_its_cookie_alone()
    {
        var session = Add("one");
        Add("two");

        Assert.Equal(Row(session), Row(_sessions.Find(TokenHash.Of("cookie one"))));
        Assert.Null(_sessions.Find(TokenHash.Of("cookie three")));
        Assert.Null(_sessions.Find(TokenHash.Of("page one")));
    }

    [Fact]
    public void Writes_no_secret_to_the_disk()
    {
        Add("one");
        _file.Dispose();

        var stored = Encoding.Latin1.GetString(File.ReadAllBytes(_temp["gatehouse.db"]));

        Assert.Contains("agent one", stored);
        Assert.DoesNotContain("cookie one", stored);
        Assert.DoesNotContain("page one", stored);
    }

    [Fact]
    public void Touching_moves_the_end_of_a_standing_session_only()
    {
        var (standing, revoked) = (Add("one"), Add("two"));
        _sessions.Revoke(revoked.Id, Now);

        _sessions.Touch(standing.Id, Now.AddHours(1), Now.AddDays(9));
        _sessions.Touch(revoked.Id, Now.AddHours(1), Now.AddDays(9));

        Assert.Equal(Row(standing with { LastUsed = Now.AddHours(1), Expires = Now.AddDays(9) }), Row(_sessions.Find(standing.Cookie)));
        Assert.Equal(Row(revoked with { Revoked = Now }), Row(_sessions.Find(revoked.Cookie)));
    }

    [Fact]
    public void Revoking_ends_a_session_once()
    {
        var session = Add("one");

        Assert.True(_sessions.Revoke(session.Id, Now));
        Assert.False(_sessions.Revoke(session.Id, Now.AddHours(1)));
        Assert.False(_sessions.Revoke(new SessionId("other"), Now));
        Assert.False(_sessions.Find(session.Cookie)!.IsLive(Now));
    }

    [Fact]
    public void Revoking_all_can_spare_the_one_that_asks()
    {
        var (asking, other) = (Add("one"), Add("two"));

        Assert.Equal(1, _sessions.RevokeAll(Now, asking.Id));
        Assert.True(_sessions.Find(asking.Cookie)!.IsLive(Now));
        Assert.False(_sessions.Find(other.Cookie)!.IsLive(Now));
        Assert.Equal(1, _sessions.RevokeAll(Now));
    }

    [Fact]
    public void Lists_the_last_used_first_and_forgets_what_ended_long_ago()
    {
        var (one, two, old) = (Add("one"), Add("two"), Add("old"));
        _sessions.Touch(two.Id, Now.AddHours(2), Now.AddDays(1));
        _sessions.Touch(one.Id, Now.AddHours(1), Now.AddDays(1));
        _sessions.Revoke(old.Id, Now.AddDays(-2));

        _sessions.DeleteEnded(Now.AddDays(-1));

        Assert.Equal([two.Id, one.Id], _sessions.List().Select(session => session.Id));
    }

    // Hashes have no equality on purpose; their stored form stands for them here.
    private static object? Row(SessionRecord? session) =>
        session is null
            ? null
            : (
                session.Id,
                session.Cookie.Hex,
                session.PageKey.Hex,
                session.Created,
                session.LastUsed,
                session.Expires,
                session.UserAgentLine,
                session.Revoked
            );

    private SessionRecord Add(string name)
    {
        var session = new SessionRecord(
            new SessionId(name),
            TokenHash.Of($"cookie {name}"),
            TokenHash.Of($"page {name}"),
            Now,
            Now,
            Now.AddDays(1),
            $"agent {name}"
        );
        _sessions.Add(session);
        return session;
    }
}
