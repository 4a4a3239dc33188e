namespace Gatehouse.Server.Access;

/// <summary>Where browser sessions outlive a restart.</summary>
internal interface ISessionStore
{
    void Add(SessionRecord session);

    SessionRecord? Find(string cookieHash);

    void Remove(string cookieHash);

    void RemoveExpired(DateTimeOffset now);
}
