using System.Text;

namespace Gatehouse.Storage.Memory;

/// <summary>Any text as a query of FTS5: its words, each quoted, any of them enough. Nothing in it is read as query syntax.</summary>
internal static class SearchWords
{
    /// <summary>Most words that are looked for; a long text finds everything anyway.</summary>
    private const int MaxWords = 32;

    /// <summary>Shortest word that also finds longer ones that start with it.</summary>
    private const int MinPrefix = 3;

    public static string Query(string text) =>
        string.Join(" OR ", Words(text).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxWords).Select(Quoted));

    private static string Quoted(string word) => word.Length < MinPrefix ? $"\"{word}\"" : $"\"{word}\"*";

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
