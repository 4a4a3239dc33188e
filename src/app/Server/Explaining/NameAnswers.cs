using System.Net;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Server.Explaining;

/// <summary>Addresses that were given for names, read from <c>NAME=IP[,IP]</c>. A name that is given twice has all of them.</summary>
internal sealed class NameAnswers
{
    private readonly Dictionary<string, IReadOnlyList<IPAddress>> _table = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> Table => _table;

    /// <returns>What is wrong with <paramref name="text"/>; null when it was added.</returns>
    public string? Add(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        if (cut < 0 || !HostName.TryParse(text.AsSpan(0, cut), out var host, out _) || host.Literal is not null)
        {
            return $"--resolve {text}: must be NAME=IP[,IP], such as example.com=93.184.215.14.";
        }

        var addresses = _table.TryGetValue(host.Value, out var before) ? before.ToList() : [];
        foreach (var ip in text[(cut + 1)..].Split(','))
        {
            if (Address(ip) is not { } address)
            {
                return $"--resolve {text}: {ip} is no IP address.";
            }

            addresses.Add(address);
        }

        _table[host.Value] = addresses;
        return null;
    }

    private static IPAddress? Address(string text)
    {
        var host = text.Contains(':', StringComparison.Ordinal) ? $"[{text}]" : text;
        return HostName.TryParse(host, out var parsed, out _) ? parsed.Literal : null;
    }
}
