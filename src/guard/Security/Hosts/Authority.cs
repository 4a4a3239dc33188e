using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gatehouse.Security.Hosts;

/// <summary>What a CONNECT asks for: a host and a port, both written out (RFC 9110 section 9.3.6).</summary>
/// <remarks>Host and port are read as those of a URL are. Immutable and thread-safe.</remarks>
public sealed record Authority
{
    private Authority(HostName host, int port) => (Host, Port) = (host, port);

    public HostName Host { get; }

    /// <summary>1 to 65535.</summary>
    public int Port { get; }

    /// <summary>Accepts <c>host:port</c>; otherwise says why not. Never throws.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Authority? authority, out TargetRejection why)
    {
        authority = null;
        why = Check(text, out var host, out var port);
        if (why == TargetRejection.None)
        {
            authority = new Authority(host!, port);
        }

        return authority is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host.Value}:{Port}");

    private static TargetRejection Check(ReadOnlySpan<char> text, out HostName? host, out int port)
    {
        (host, port) = (null, 0);
        var why =
            text.Length > RequestTarget.MaxLength ? TargetRejection.TooLong
            : text.Contains('@') ? TargetRejection.UserInfo
            : TargetText.CheckEverywhere(text);
        if (why != TargetRejection.None)
        {
            return why;
        }

        TargetParser.CutPort(text, out var name, out var digits);
        return !HostName.TryParse(name, out host, out why) ? why
            : TargetParser.TryPort(digits, out port) ? TargetRejection.None
            : TargetRejection.BadPort;
    }
}
