namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Looks for the key behind the header of an armored one, also where each line is quoted, numbered or commented out.</summary>
internal static class LeakArmor
{
    /// <summary>How far it looks, in characters: a time or an indentation, and a line of 64. With the longest header 254.</summary>
    public const int Window = 124;

    // A key right behind its header may be cut off; another has to be most of a line, which no name in code is.
    private const int Direct = 16;
    private const int Line = 40;

    // Of 40 random characters of base64, one run in a hundred has fewer digits; the next line is looked at, too.
    private const int LineDigits = 2;

    // Between the header and the first field: "\n> or a time.
    private const int BeforeField = 32;

    private const string Dashes = "-----";

    /// <summary>How many characters at the start of <paramref name="text"/> it is up to the end of what was found.</summary>
    /// <param name="text">What follows the header.</param>
    /// <param name="fields">One of these within the first 32 characters will do.</param>
    /// <param name="isFound">If false, more text may change that only when all of <paramref name="text"/> is counted.</param>
    public static int Count(ReadOnlySpan<char> text, string[] fields, out bool isFound)
    {
        var isWhole = text.Length < Window;
        var window = isWhole ? text : text[..Window];
        var end = window.IndexOf(Dashes);
        if (end >= 0)
        {
            window = window[..end];
            isWhole = false;
        }

        var found = Field(window, fields);
        found = found > 0 ? found : Key(window);
        isFound = found > 0;
        return isFound ? found
            : isWhole ? text.Length
            : 0;
    }

    private static int Field(ReadOnlySpan<char> window, string[] fields)
    {
        foreach (var field in fields)
        {
            var at = window[..Math.Min(window.Length, BeforeField + field.Length)].IndexOf(field);
            if (at >= 0)
            {
                return at + field.Length;
            }
        }

        return 0;
    }

    private static int Key(ReadOnlySpan<char> window)
    {
        var blanks = window.IndexOfAnyExcept(LeakAlphabet.Space.Values);
        var at = blanks < 0 ? window.Length : blanks;
        if (at <= LeakStep.LooseMax)
        {
            var run = Run(window[at..], LeakAlphabet.PemLine);
            var body = LeakBody.Of(run);
            if (run.Length >= Direct && body.IsVaried && !body.IsPhrase)
            {
                return at + run.Length;
            }
        }

        for (at = 0; at < window.Length; )
        {
            var run = Run(window[at..], LeakAlphabet.Padded);
            var body = LeakBody.Of(run);
            if (run.Length >= Line && body.IsVaried && body.HasCases && body.Digits >= LineDigits)
            {
                return at + run.Length;
            }

            at += run.Length + 1;
        }

        return 0;
    }

    private static ReadOnlySpan<char> Run(ReadOnlySpan<char> text, LeakSet set) =>
        text.IndexOfAnyExcept(set.Values) is >= 0 and var end ? text[..end] : text;
}
