using System.Globalization;
using System.Text;

namespace Gatehouse.Cli.Output;

/// <summary>Text from a model or the web, made safe for a terminal: escape sequences and invisible characters are spelled out, not obeyed.</summary>
internal static class TerminalText
{
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            safe.Append(IsUnsafe(c) ? string.Create(CultureInfo.InvariantCulture, $"⟦U+{(int)c:X4}⟧") : c.ToString());
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char c) =>
        c is not ('\n' or '\t') && (char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
}
