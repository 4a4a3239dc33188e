namespace Gatehouse.Security.Injection;

/// <summary>The word that is being folded, and what in it has to be looked at again at its end.</summary>
internal struct FoldedWord(int start)
{
    private const string Lookalikes = "аеорсхуіјѕһԁвнкмтαεικνορτυχ";
    private const string Latin = "aeopcxyijshdbhkmtaeikvoptux";

    private bool _hasLetter;
    private bool _hasDigit;
    private bool _hasOther;

    public readonly int Start => start;

    public void NoteLetter() => _hasLetter = true;

    public void NoteDigit() => _hasDigit = true;

    public void Note(char c)
    {
        _hasLetter |= char.IsAsciiLetterLower(c);
        _hasDigit |= char.IsAsciiDigit(c) || c == '$';
        _hasOther |= c is >= '\u0370' and < '\u0530';
    }

    /// <summary>Reads digits in front of a letter, and Greek and Cyrillic letters in a Latin word, as what they look like.</summary>
    public readonly void Finish(Span<char> output, int used)
    {
        if (!_hasLetter || !(_hasDigit || _hasOther))
        {
            return;
        }

        // From the back: base64 and utf8 are names, 1gnore and ru1es are not.
        var before = false;
        for (var i = used - 1; i >= start; i--)
        {
            var letter = Read(output[i], before);
            before |= char.IsAsciiLetterLower(letter);
            output[i] = letter;
        }
    }

    private static char Read(char c, bool beforeLetter) =>
        c switch
        {
            >= '\u0370' and < '\u0530' => Lookalikes.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Latin[at] : c,
            '$' => 's',
            '0' when beforeLetter => 'o',
            '1' when beforeLetter => 'i',
            '3' when beforeLetter => 'e',
            '4' when beforeLetter => 'a',
            '5' when beforeLetter => 's',
            '7' when beforeLetter => 't',
            _ => c,
        };
}
