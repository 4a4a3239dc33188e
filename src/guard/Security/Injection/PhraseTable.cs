namespace Gatehouse.Security.Injection;

/// <summary>Reads phrases from their written form, which keeps hundreds of words on a page.</summary>
/// <remarks>
/// <code>
/// name = word | word | {other}                    a list
/// signal : words ~24 words ~8 words               a phrase; ~24 is the most characters in between
///     !after words !before words                  what takes it back when it stands right before or right behind
/// </code>
/// A line that begins with a space goes on with the line before. A word that ends with <c>$</c> has to end there.
/// </remarks>
internal static class PhraseTable
{
    /// <exception cref="FormatException">The table is written wrongly.</exception>
    public static IReadOnlyList<InjectionPhrase> Parse(string table)
    {
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var phrases = new List<InjectionPhrase>();
        foreach (var line in Lines(table))
        {
            var mark = line.IndexOfAny(['=', ':']);
            var name = mark < 0 ? throw new FormatException($"neither a list nor a phrase: {line}") : line[..mark].Trim();
            var rest = line[(mark + 1)..];
            if (line[mark] == '=')
            {
                lists.Add(name, Words(rest, lists));
            }
            else
            {
                phrases.Add(Phrase(name, rest, lists));
            }
        }

        return phrases;
    }

    private static List<string> Lines(string table)
    {
        var lines = new List<string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == ' ' && lines.Count > 0)
            {
                lines[^1] += line;
            }
            else if (line[0] != '#')
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static InjectionPhrase Phrase(string name, string text, Dictionary<string, string[]> lists)
    {
        var signal = Enum.GetValues<InjectionSignal>()
            .Cast<InjectionSignal?>()
            .FirstOrDefault(signal => signal!.Value.Wire() == name, defaultValue: null);
        var (phrase, after, before) = Exceptions(text, lists);
        var parts = phrase.Split('~');
        return new InjectionPhrase(
            signal ?? throw new FormatException($"there is no signal {name}"),
            Words(parts[0], lists),
            [.. parts[1..].Select(part => Step(part.Trim(), lists))]
        )
        {
            NotAfter = [.. after.Select(word => word + " ")],
            NotBefore = [.. before.Select(word => " " + word)],
        };
    }

    private static PhraseStep Step(string part, Dictionary<string, string[]> lists)
    {
        var space = part.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && int.TryParse(part[..space], out var gap)
            ? new PhraseStep(gap, Words(part[space..], lists))
            : throw new FormatException($"a gap and words are wanted: {part}");
    }

    private static (string Phrase, string[] After, string[] Before) Exceptions(string text, Dictionary<string, string[]> lists)
    {
        var (after, before) = (Array.Empty<string>(), Array.Empty<string>());
        var parts = text.Split('!');
        foreach (var part in parts[1..])
        {
            if (part.StartsWith("after ", StringComparison.Ordinal))
            {
                after = Words(part["after ".Length..], lists);
            }
            else if (part.StartsWith("before ", StringComparison.Ordinal))
            {
                before = Words(part["before ".Length..], lists);
            }
            else
            {
                throw new FormatException($"neither after nor before: {part}");
            }
        }

        return (parts[0], after, before);
    }

    private static string[] Words(string text, Dictionary<string, string[]> lists) =>
        [
            .. text.Split('|', StringSplitOptions.TrimEntries)
                .SelectMany(word =>
                    word switch
                    {
                        "" => throw new FormatException($"an empty word: {text}"),
                        ['{', .. var name, '}'] => lists[name],
                        _ => [Checked(word)],
                    }
                ),
        ];

    private static string Checked(string word)
    {
        PhraseWord.Parse(word);
        return word;
    }
}
