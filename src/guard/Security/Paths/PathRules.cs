using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Gatehouse.Security.Text;

namespace Gatehouse.Security.Paths;

/// <summary>The rules of <see cref="RelativePath"/>.</summary>
internal static class PathRules
{
    // Full-width and other forms that converting to a code page, or NFKC, turns into / \ . and :.
    private static readonly SearchValues<char> LookAlikes = SearchValues.Create(
        "\uFF0F\u2044\u2215\u29F8\uFF3C\u2216\u29F5\u29F9\uFE68\uFF0E\u2024\uFE52\u2025\u2026\uFF1A\uFE55\uA789\u2236\u2571\u2572"
    );

    // Naming files, Microsoft: reserved with any extension, and with the superscript digits as well.
    private static readonly FrozenSet<string> Devices = new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" }
        .Concat("0123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static PathRejection Check(string text)
    {
        if (text.Length == 0)
        {
            return PathRejection.Empty;
        }

        // Characters first: a length in bytes means something only for well-formed text.
        if (text.Length > RelativePath.MaxBytes)
        {
            return PathRejection.TooLong;
        }

        var why = CheckCharacters(text);
        return why != PathRejection.None ? why
            : Encoding.UTF8.GetByteCount(text) > RelativePath.MaxBytes ? PathRejection.TooLong
            : text[0] == '/' ? PathRejection.Absolute
            : CheckNames(text);
    }

    private static PathRejection CheckCharacters(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done)
            {
                return PathRejection.NotUnicode;
            }

            var why = CheckCharacter(rune);
            if (why != PathRejection.None)
            {
                return why;
            }

            text = text[length..];
        }

        return PathRejection.None;
    }

    private static PathRejection CheckCharacter(Rune rune) =>
        rune.Value switch
        {
            '\\' => PathRejection.Backslash,
            ':' => PathRejection.Colon,
            _ when Rune.IsControl(rune) => PathRejection.Control,
            _ when rune.IsBmp && LookAlikes.Contains((char)rune.Value) => PathRejection.LookAlike,
            _ when HiddenCharacters.IsHidden(rune) => PathRejection.Hidden,
            _ => PathRejection.None,
        };

    private static PathRejection CheckNames(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('/'))
        {
            var why = CheckName(text[range]);
            if (why != PathRejection.None)
            {
                return why;
            }
        }

        return PathRejection.None;
    }

    private static PathRejection CheckName(ReadOnlySpan<char> name) =>
        name.IsEmpty ? PathRejection.EmptyName
        : name is "." or ".." ? PathRejection.DotName
        : name[0] == ' ' || name[^1] is ' ' or '.' ? PathRejection.EdgeOfName
        : Encoding.UTF8.GetByteCount(name) > RelativePath.MaxNameBytes ? PathRejection.NameTooLong
        : IsDevice(name) ? PathRejection.DeviceName
        : PathRejection.None;

    private static bool IsDevice(ReadOnlySpan<char> name)
    {
        var dot = name.IndexOf('.');
        var stem = (dot < 0 ? name : name[..dot]).TrimEnd(' ');
        return Devices.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem);
    }
}
