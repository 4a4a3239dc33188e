using System.Globalization;
using System.Text;
using Gatehouse.Security.Text;

namespace Gatehouse.Security.Injection;

/// <summary>
/// Brings a text to the form that phrases are looked for in: lower case, no accents, one space between words, LF between sentences;
/// invisible characters gone, disguised letters and a few digits that stand for letters read as what they look like.
/// </summary>
/// <remarks>Gives the folded text in pieces of words. Each character gives at most one. Not thread-safe; one instance reads one text.</remarks>
internal ref struct TextFolding
{
    /// <summary>Longest stretch without a separator that is treated as one word.</summary>
    public const int MaxWord = 256;

    private const char Space = ' ';
    private const char Break = '\n';

    // U+00C0 to U+017F by their base letters. What has none stands for itself.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo×ouuuuytsaaaaaaaceeeeiiiidnooooo÷ouuuuyty"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _newlines;

    public TextFolding(ReadOnlySpan<char> text) => _text = text;

    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>Appends folded text behind what <paramref name="output"/> holds, until it is nearly full or the text ends.</summary>
    /// <returns>How much of the output is used now; what is added ends with a whole word.</returns>
    public int Fill(Span<char> output, int used)
    {
        var word = new FoldedWord(used);
        while (_at < _text.Length && (used < output.Length - MaxWord || used > word.Start))
        {
            used = CopyPlain(output, used, ref word);
            if (_at == _text.Length || used - word.Start == MaxWord - 1)
            {
                break;
            }

            var (kind, folded) = Next();
            if (kind == FoldKind.Letter)
            {
                output[used++] = folded;
                word.Note(folded);
            }
            else if (kind != FoldKind.Skipped)
            {
                word.Finish(output, used);
                used = Separate(output, used, kind, folded);
                word = new FoldedWord(used);
            }
        }

        word.Finish(output, used);
        return used;
    }

    // Most of most texts: words of ASCII with one space between them.
    private int CopyPlain(Span<char> output, int used, ref FoldedWord word)
    {
        var text = _text;
        var at = _at;
        var most = word.Start + MaxWord - 1;
        for (; at < text.Length && used < most; at++)
        {
            var c = text[at];
            if (char.IsAsciiLetter(c))
            {
                word.NoteLetter();
                output[used++] = (char)(c | 0x20);
            }
            else if (char.IsAsciiDigit(c))
            {
                word.NoteDigit();
                output[used++] = c;
            }
            else if (c == Space && used > word.Start && used < output.Length - MaxWord)
            {
                word.Finish(output, used);
                output[used++] = Space;
                word = new FoldedWord(used);
                most = used + MaxWord - 1;
            }
            else
            {
                break;
            }
        }

        _newlines = at > _at ? 0 : _newlines;
        _at = at;
        return used;
    }

    private static int Separate(Span<char> output, int used, FoldKind kind, char sign)
    {
        if (kind == FoldKind.Sign)
        {
            output[used++] = sign;
            return used;
        }

        var last = used == 0 ? Break : output[used - 1];
        if (last == Space && kind == FoldKind.Break)
        {
            output[used - 1] = Break;
        }
        else if (last is not (Space or Break))
        {
            output[used++] = kind == FoldKind.Break ? Break : Space;
        }

        return used;
    }

    private (FoldKind Kind, char Folded) Next()
    {
        var c = _text[_at++];
        if (c == '\\')
        {
            c = Unescaped();
        }

        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            // Full-width forms of ASCII.
            c = (char)(c - 0xFEE0);
        }

        if (c is '\n' or '\u2028' or '\u2029' or '\u0085')
        {
            // A blank line ends a sentence, a line break alone does not.
            return (++_newlines >= 2 ? FoldKind.Break : FoldKind.Space, Space);
        }

        if (c is Space or '\t' or '\r')
        {
            return (FoldKind.Space, Space);
        }

        _newlines = 0;
        return c < 0x80 ? Ascii(c) : Beyond(c);
    }

    // Results of tools are JSON: what a page says stands in them as the text of a string. Elsewhere a backslash is rare.
    private char Unescaped()
    {
        var next = _at < _text.Length ? _text[_at] : ' ';
        switch (next)
        {
            case 'n' or 'r' or 't':
                _at++;
                return next == 'n' ? '\n' : Space;
            case 'u' when TryHex(_at, out var code):
                _at += 5;
                return code;
            default:
                return Space;
        }
    }

    private readonly bool TryHex(int at, out char code)
    {
        var isHex = ushort.TryParse(
            at + 5 <= _text.Length ? _text.Slice(at + 1, 4) : default,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var value
        );
        code = (char)value;
        return isHex;
    }

    private readonly (FoldKind Kind, char Folded) Ascii(char c) =>
        c switch
        {
            _ when char.IsAsciiLetterOrDigit(c) => (FoldKind.Letter, char.ToLowerInvariant(c)),
            '\'' => (FoldKind.Skipped, c),
            // An S in disguise, inside a word.
            '$' when IsInWord() => (FoldKind.Letter, c),
            ':' or '@' => (FoldKind.Sign, c),
            '.' or '!' or '?' or ';' => (EndsSentence() ? FoldKind.Break : FoldKind.Space, Space),
            < Space or '\x7f' => (FoldKind.Skipped, c),
            _ => (FoldKind.Space, Space),
        };

    private readonly bool IsInWord()
    {
        var next = _at < _text.Length ? _text[_at] : ' ';
        return char.IsAsciiLetter(next) || (_at >= 2 && char.IsAsciiLetter(_text[_at - 2]) && !char.IsAsciiDigit(next));
    }

    private readonly bool EndsSentence() => _at >= _text.Length || !char.IsLetterOrDigit(_text[_at]);

    private (FoldKind Kind, char Folded) Beyond(char c)
    {
        switch (c)
        {
            case >= '\u00C0' and <= '\u017F':
                var folded = Latin[c - 0xC0];
                return folded is '×' or '÷' ? (FoldKind.Space, Space) : (FoldKind.Letter, folded);
            case '\u2019' or '\u02BC' or '\u0640' or (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u0652'):
                return (FoldKind.Skipped, c);
            case '。' or '！' or '？' or '；' or '؟' or '।' or '…':
                return (FoldKind.Break, Space);
            case 'أ' or 'إ' or 'آ' or 'ٱ':
                return (FoldKind.Letter, 'ا');
            case 'ة':
                return (FoldKind.Letter, 'ه');
            case 'ى':
                return (FoldKind.Letter, 'ي');
            case >= '\u24B6' and <= '\u24E9':
                return (FoldKind.Letter, (char)('a' + ((c - 0x24B6) % 26)));
        }

        if (char.IsHighSurrogate(c) && TryLow(out var low))
        {
            return Astral(new Rune(c, low));
        }

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark when c >= '\u0900' => (FoldKind.Letter, c),
            _ when char.IsLetterOrDigit(c) => (FoldKind.Letter, char.ToLowerInvariant(c)),
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => (
                FoldKind.Space,
                Space
            ),
            _ when !char.IsSurrogate(c) && HiddenCharacters.IsHidden(new Rune(c)) => (FoldKind.Skipped, c),
            _ => (FoldKind.Space, Space),
        };
    }

    private bool TryLow(out char low)
    {
        low = _at < _text.Length ? _text[_at] : ' ';
        var length = 1;
        if (low == '\\' && _at + 1 < _text.Length && _text[_at + 1] == 'u' && TryHex(_at + 1, out low))
        {
            length = 6;
        }

        _at += char.IsLowSurrogate(low) ? length : 0;
        return char.IsLowSurrogate(low);
    }

    private static (FoldKind Kind, char Folded) Astral(Rune rune) =>
        rune.Value switch
        {
            // Mathematical alphabets: thirteen of 52 letters each.
            >= 0x1D400 and <= 0x1D6A3 => (FoldKind.Letter, (char)('a' + ((rune.Value - 0x1D400) % 26))),
            >= 0xE0000 and <= 0xE0FFF => (FoldKind.Skipped, Space),
            _ => (FoldKind.Space, Space),
        };
}
