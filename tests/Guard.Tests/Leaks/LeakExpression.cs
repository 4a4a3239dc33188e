using System.Text.RegularExpressions;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>A row of bench/hyperscan/expressions.tsv, read the slow and plain way.</summary>
internal sealed class LeakExpression
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const string Escape = @"\\[A-Za-z0-9]|%[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\u001b\[[0-9;]{0,13}m";

    private const int LookedBack = 32;
    private const int NoWord = 24;

    // More than any expression before a match reads, so that a cut text's start is not taken for the text's.
    private const int MostBefore = 40;

    private readonly Regex _before;
    private readonly Regex _head;
    private readonly Regex _after;
    private readonly string[] _rules;
    private readonly bool _isMixed;
    private readonly bool _isLoose;

    private LeakExpression(string pattern, string before, string after, string rules, string expression)
    {
        Pattern = pattern;
        _rules = rules.Split(',');
        _isLoose = before == "loose";
        _before = Compile(
            before switch
            {
                "any" => "",
                "word" or "loose" => $@"(?:\A|\A[^A-Za-z0-9]|[\s\S][^A-Za-z0-9]|{Escape})\z",
                "nocapital" => $@"(?:\A|\A[^A-Z0-9]|[\s\S][^A-Z0-9]|{Escape})\z",
                "nobase64" => $@"(?:\A|\A[^A-Za-z0-9+/]|[\s\S][^A-Za-z0-9+/]|{Escape})\z",
                "database" => @"(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\+srv|rediss?|amqps?|clickhouse|sqlserver)\z",
                "bot" => @"(?:\A|[^0-9])[0-9]{8,10}\z",
                "entra" => @"[A-Za-z0-9._~-]{3}[0-9]\z",
                "hex" => @"(?:\A|[^\w])\z",
                _ => throw new InvalidDataException($"before: {before}"),
            }
        );
        _head = Compile($@"\A(?:{expression})", _rules.Contains("anycase"));
        _after = Compile(
            after switch
            {
                "closed" => $@"\A(?:\z|[^{LastSet(expression)}])",
                "dashes" => @"\A(?:-{0,4}[^-])*(?:-{0,4}\z)?",
                "-" => @"\A(?:\z|[^\w])",
                _ => $@"\A{after}*",
            }
        );
        IsClosed = after is "closed" or "-";
        _isMixed = Regex
            .Matches(expression, @"\((?!\?)\[[^\]]*\]")
            .Any(key => key.Value.Contains("A-Z") && key.Value.Contains("a-z") && key.Value.Contains("0-9"));
    }

    public string Pattern { get; }

    private bool IsClosed { get; }

    public static IReadOnlyList<LeakExpression> ReadAll() =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "bench", "hyperscan", "expressions.tsv"))
                .Where(line => !line.StartsWith('#'))
                .Select(line => line.Split('\t'))
                .Select(cells => new LeakExpression(cells[0], cells[1], cells[2], cells[3], cells[4])),
        ];

    /// <summary>Every start is tried, as overlapping matches count.</summary>
    public IEnumerable<(int Start, int Length)> Matches(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            // Nearly nowhere, and without a copy of the rest of the text.
            if (!_head.IsMatch(text.AsSpan(at)))
            {
                continue;
            }

            var head = _head.Match(text[at..]);
            var rest = _after.Match(text[(at + head.Length)..]);
            if (
                !rest.Success
                || !IsKey(head)
                || !IsArmor(text[(at + head.Length)..])
                || !IsBorder(text[Math.Max(0, at - MostBefore)..at], head)
            )
            {
                continue;
            }

            yield return (at, head.Length + (IsClosed ? 0 : rest.Length));
        }
    }

    private bool IsBorder(string back, Match head)
    {
        var (key, run) = (Key(head), back[Math.Max(0, back.Length - LookedBack)..]);
        var isBase64 = run.Length == LookedBack && Regex.IsMatch(run, @"\A[A-Za-z0-9+/_-]+\z") && HasAll(run);
        return _before.IsMatch(back) || (_isLoose && key.Length >= NoWord && HasAll(key) && !isBase64);
    }

    private static bool HasAll(string key) =>
        key.Any(char.IsAsciiDigit) && key.Any(char.IsAsciiLetterLower) && key.Any(char.IsAsciiLetterUpper);

    private static string Key(Match head) => string.Concat(head.Groups.Values.Skip(1).Select(group => group.Value));

    // Behind the header of a private key: a field soon, or most of a line of base64 before the next dashes.
    private bool IsArmor(string rest)
    {
        if (_rules[0].Split('=') is not ["armor", var fields])
        {
            return true;
        }

        var window = rest[..Math.Min(rest.Length, 124)].Split("-----")[0];
        return Regex.IsMatch(window, $@"\A[\s\S]{{0,32}}?(?:{fields})")
            || Regex
                .Matches(window, "[A-Za-z0-9+/=]{40,}")
                .Any(run => HasAll(run.Value) && run.Value.Count(char.IsAsciiDigit) >= 2 && run.Value.Distinct().Count() >= 8);
    }

    private bool IsKey(Match head)
    {
        var key = Key(head);
        var hasDigit = key.Any(char.IsAsciiDigit);
        return head.Groups.Count == 1
            || (
                key.Select(c => c < 128 ? c : '\u0080').Distinct().Count() >= Math.Clamp(key.Length / 4, 3, 8)
                && (!_isMixed || hasDigit || (key.Any(char.IsAsciiLetterLower) && key.Any(char.IsAsciiLetterUpper)))
                && (hasDigit || !_rules.Contains("digit") || HasManyCapitals(key))
                && (!_rules.Contains("cases") || (key.Any(char.IsAsciiLetterLower) && key.Any(char.IsAsciiLetterUpper)))
                && !Regex.IsMatch(head.Groups[^1].Value, @"\A\$[A-Z0-9_]*\z")
                && !(Has(head, "your") && new[] { "token", "key", "secret", "access", "here" }.Any(word => Has(head, word)))
                && !(_rules.Contains("noexample") && head.Value.Contains("EXAMPLE", StringComparison.Ordinal))
            );
    }

    private static bool HasManyCapitals(string key) =>
        4 * key.Count(char.IsAsciiLetterUpper) >= key.Length && 4 * key.Count(char.IsAsciiLetterLower) >= key.Length;

    // From the first part of the secret on.
    private static bool Has(Match head, string word) =>
        head.Value[head.Groups[1].Index..].Contains(word, StringComparison.OrdinalIgnoreCase);

    // The inside of the last class without what joins words, or the sign that stands after it.
    private static string LastSet(string expression) =>
        expression.EndsWith('=') ? "=" : expression.Split('[')[^1].Split(']')[0].Replace("_-", "", StringComparison.Ordinal);

    // Not RegexOptions.IgnoreCase, which takes a Kelvin sign for a k: field names are ASCII.
    private static Regex Compile(string expression, bool anyCase = false) =>
        new(
            anyCase
                ? Regex.Replace(
                    expression,
                    @"\[[^\]]*\]|\\.|\(\?:|[A-Za-z]",
                    part =>
                        part.Length == 1 && char.IsAsciiLetter(part.Value[0])
                            ? $"[{char.ToLowerInvariant(part.Value[0])}{char.ToUpperInvariant(part.Value[0])}]"
                            : part.Value
                )
                : expression,
            Options
        );
}
