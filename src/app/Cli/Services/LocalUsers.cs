namespace Gatehouse.Cli.Services;

/// <summary>Names of users that a service may run as.</summary>
internal static class LocalUsers
{
    /// <summary>useradd(8): 32 characters at most.</summary>
    private const int MaxLength = 32;

    /// <summary>Lower-case letters, digits, <c>_</c> and <c>-</c>, beginning with no digit or dash: no number, which could be 0, and nothing that a unit reads otherwise.</summary>
    public static bool IsName(string name) =>
        name is [(>= 'a' and <= 'z') or '_', ..]
        && name.Length <= MaxLength
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    /// <summary>Whether the name is the superuser's, also under another name in the local list.</summary>
    /// <param name="passwd">Lines as in passwd(5).</param>
    public static bool IsRoot(string name, IEnumerable<string> passwd) =>
        name == "root"
        || passwd.Select(line => line.Split(':')).Any(fields => fields.Length > 2 && fields[0] == name && fields[2].All(c => c == '0'));
}
