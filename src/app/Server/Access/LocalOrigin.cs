namespace Gatehouse.Server.Access;

/// <summary>The rule for requests with a token: an Origin, where there is one, must be a page of this machine. Scheme and port are set aside.</summary>
internal static class LocalOrigin
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Exact text, no parser that repairs: look-alikes, user info, upper case and trailing dots are not local.</summary>
    public static bool IsLocal(string origin)
    {
        var start = origin.IndexOf("://", StringComparison.Ordinal);
        if (start <= 0 || !origin.AsSpan(0, start).ContainsOnlyLowerLetters())
        {
            return false;
        }

        var authority = origin[(start + 3)..];
        return Hosts.Any(host =>
            authority == host || (authority.StartsWith($"{host}:", StringComparison.Ordinal) && IsPort(authority[(host.Length + 1)..]))
        );
    }

    private static bool IsPort(string text) => text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit);

    private static bool ContainsOnlyLowerLetters(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('a', 'z');
}
