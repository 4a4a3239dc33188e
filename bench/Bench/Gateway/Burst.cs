using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Bench.Gateway;

/// <summary>Events that a peer publishes at once.</summary>
/// <param name="Bytes">Of the data of each.</param>
internal sealed record Burst(int Events, int Bytes)
{
    public const string Route = "/burst/{events}/{bytes}";

    public string Path => string.Create(CultureInfo.InvariantCulture, $"/burst/{Events}/{Bytes}");

    public static Burst Of(HttpContext context) => new(Number(context, "events"), Number(context, "bytes"));

    /// <summary>The event of that number, from 1; the last ends the turn.</summary>
    public string Name(int number) => number == Events ? EventReader.End : "stream_chunk";

    private static int Number(HttpContext context, string name) =>
        int.Parse((string)context.GetRouteValue(name)!, CultureInfo.InvariantCulture);
}
