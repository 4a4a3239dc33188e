using System.Globalization;
using System.Net;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>The listening sockets of a process, out of <c>/proc</c> (proc_pid_net(5)): <c>address:port</c>, or a Unix socket's path.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    // __SO_ACCEPTCON, the flag of a Unix socket that listens.
    private const int Accepting = 0x10000;

    /// <exception cref="IOException">The process is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static IEnumerable<string> Of(int pid)
    {
        var own = Inodes(pid);
        var net = $"/proc/{pid}/net";
        return Tcp($"{net}/tcp", own).Concat(Tcp($"{net}/tcp6", own)).Concat(Unix($"{net}/unix", own));
    }

    /// <summary>An address of the surface document in the same form.</summary>
    public static string Normal(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? new IPEndPoint(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port).ToString()
            : address;

    private static HashSet<string> Inodes(int pid)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var descriptor in Directory.EnumerateFiles($"/proc/{pid}/fd"))
        {
            var target = new FileInfo(descriptor).LinkTarget;
            if (target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            {
                found.Add(target["socket:[".Length..^1]);
            }
        }

        return found;
    }

    // sl, local_address, rem_address, st, queues, tr, retrnsmt, uid, timeout, inode.
    private static IEnumerable<string> Tcp(string file, HashSet<string> own) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(cells => cells.Length > 9 && cells[3] == Listening && own.Contains(cells[9]))
                .Select(cells => EndPoint(cells[1]).ToString())
            : [];

    // Num, RefCount, Protocol, Flags, Type, St, Inode, Path.
    private static IEnumerable<string> Unix(string file, HashSet<string> own) =>
        File.ReadLines(file)
            .Skip(1)
            .Select(line => line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length > 6 && own.Contains(cells[6]))
            .Where(cells => (int.Parse(cells[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Accepting) != 0)
            .Select(cells => cells.Length > 7 ? cells[7] : "a Unix socket without a name");

    // Each group of four bytes is one number in the machine's own order.
    private static IPEndPoint EndPoint(string text)
    {
        var (address, port) = (
            Convert.FromHexString(text[..text.IndexOf(':', StringComparison.Ordinal)]),
            text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]
        );
        for (var group = 0; BitConverter.IsLittleEndian && group < address.Length; group += 4)
        {
            Array.Reverse(address, group, 4);
        }

        return new IPEndPoint(new IPAddress(address), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
