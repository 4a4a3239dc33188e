using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

/// <summary>Values that a test needs and knows to be valid.</summary>
internal static class Some
{
    public static HostName Host(string text) =>
        HostName.TryParse(text, out var host, out var why) ? host : throw new ArgumentException($"{text}: {why}");

    public static HostPattern Pattern(string text) =>
        HostPattern.TryParse(text, out var pattern, out var why) ? pattern : throw new ArgumentException($"{text}: {why}");

    public static RequestTarget Target(string text) =>
        RequestTarget.TryParse(text, out var target, out var why) ? target : throw new ArgumentException($"{text}: {why}");

    public static PathPrefix Prefix(string text) =>
        PathPrefix.TryParse(text, out var prefix, out var why) ? prefix : throw new ArgumentException($"{text}: {why}");
}
