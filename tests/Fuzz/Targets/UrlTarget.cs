using System.Net;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Fuzz.Targets;

/// <summary>The one URL parser: what it accepts it prints, reads again as the same, and every other parser reads alike.</summary>
internal sealed class UrlTarget : FuzzTarget
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public override string Name => "url";

    public override IEnumerable<string> Seeds =>
        [
            "https://example.com/",
            "http://a.example:8080/x/y?q=1&r=%20",
            "https://[2606:4700::1]:443/",
            "https://93.184.216.34/a;b",
            "https://xn--bcher-kva.example/%C3%A9",
            "HTTPS://User@Example.COM:0443/a/../b#f",
        ];

    public override IEnumerable<string> Atoms =>
        "https://|http://|//|@|:|:80|:443|:65536|/|/../|/./|%2e|%2F|%00|%c0%af|%|?|#|\\|[::1]|[::ffff:10.0.0.1]|127.0.0.1|0x7f.1|2130706433|localhost|.|..|xn--|-|_|a.b|*.|\t".Split(
            '|'
        );

    public override string Check(string input)
    {
        if (!RequestTarget.TryParse(input, out var target, out var why))
        {
            Must(why != TargetRejection.None, "a refusal has a reason");
            Must(TargetRejectionText.Describe(why).Length > 0, "a reason has words");
            return why.ToString();
        }

        Must(RequestTarget.TryParse(target.Url, out var again, out _) && again.Equals(target), "the canonical form is read as the same");
        Must(again!.Url == target.Url, "the canonical form is its own canonical form");
        Must(target.Url.All(c => c is > ' ' and < '\x7f'), "the canonical form is visible ASCII");
        Must(target.Path.StartsWith('/') && !target.Path.Split('/').Any(name => name is "." or ".."), "the path does not climb");
        Must(Uri.TryCreate(target.Url, AsWritten, out var uri), "the framework reads the canonical form");
        Must(SameHost(uri!, target) && uri!.Port == target.Port, "the framework dials the host and port that were decided");
        Must(uri!.PathAndQuery == target.PathAndQuery && uri.UserInfo.Length == 0, "the framework sends the path that was decided");
        return $"accepted {target.Scheme} {target.Host.Literal is not null} {target.IsDefaultPort} {target.Query is null}";
    }

    // The framework writes an IPv4 address within an IPv6 one with dots; the address is the same.
    private static bool SameHost(Uri uri, RequestTarget target) =>
        target.Host.Literal is { } address ? IPAddress.Parse(uri.Host).Equals(address) : uri.Host == target.Host.Value;
}
