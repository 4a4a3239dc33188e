using Gatehouse.Security.Hosts;

namespace Gatehouse.Fuzz.Targets;

/// <summary>The one host matcher: a pattern and a host, on two lines. It matches that host, or names below that one, and nothing else.</summary>
internal sealed class HostPatternTarget : FuzzTarget
{
    public override string Name => "hostpattern";

    public override IEnumerable<string> Seeds =>
        [
            "example.com\nexample.com",
            "*.example.com\na.b.example.com",
            "*.example.com\nevilexample.com",
            "*.example.com\nexample.com",
            "93.184.216.34\n93.184.216.34",
            "*.xn--bcher-kva.example\nwww.bücher.example",
            "*.com\nexample.com.",
        ];

    public override IEnumerable<string> Atoms =>
        "*.|*|.|\n|example.com|.example.com|EXAMPLE|xn--|bücher|127.0.0.1|[::1]|-|_|a.|..|。|com.".Split('|');

    public override string Check(string input)
    {
        var lines = input.Split('\n', 2);
        var isPattern = HostPattern.TryParse(lines[0], out var pattern, out var why);
        var isHost = HostName.TryParse(lines[^1], out var host, out _);
        if (!isPattern)
        {
            Must(why != HostPatternRejection.None, "a refusal has a reason");
            return why.ToString();
        }

        Must(
            HostPattern.TryParse(pattern!.ToString(), out var again, out _) && again.Equals(pattern),
            "a printed pattern is read as the same"
        );
        Must(pattern.Matches(pattern.Host) != pattern.CoversSubdomains, "a wildcard does not cover the name itself; a name does");
        if (!isHost)
        {
            return "no host";
        }

        var expected = Reference(pattern, host!);
        Must(pattern.Matches(host!) == expected, "the match is what the labels say");
        return $"{pattern.CoversSubdomains} {expected} {host!.Literal is not null}";
    }

    // Written another way on purpose: label by label from the end.
    private static bool Reference(HostPattern pattern, HostName host)
    {
        if (!pattern.CoversSubdomains)
        {
            return pattern.Host.Value == host.Value;
        }

        var (below, name) = (pattern.Host.Value.Split('.'), host.Value.Split('.'));
        return host.Literal is null && name.Length > below.Length && name.AsSpan(name.Length - below.Length).SequenceEqual(below);
    }
}
