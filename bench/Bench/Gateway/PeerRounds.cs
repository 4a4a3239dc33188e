namespace Gatehouse.Bench.Gateway;

/// <summary>What each did, round by round; nginx nothing where it is not.</summary>
internal sealed record PeerRounds<T>(List<T> Hub, List<T> Bare, List<T> Nginx)
{
    /// <summary>Those that took part, as a table names them.</summary>
    public IEnumerable<(string Name, List<T> Readings)> Entrants =>
        new[] { ("gatehouse's hub", Hub), ("bare Kestrel", Bare), ("nginx, nchan", Nginx) }.Where(entrant => entrant.Item2.Count > 0);
}
