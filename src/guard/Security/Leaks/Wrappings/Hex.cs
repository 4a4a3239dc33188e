namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Reads digits of codes.</summary>
internal static class Hex
{
    /// <summary>Reads exactly <paramref name="digits"/> hex digits, at most eight.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int digits, out uint value)
    {
        value = 0;
        if (text.Length < digits)
        {
            return false;
        }

        foreach (var c in text[..digits])
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            value = (value << 4) | Digit(c);
        }

        return true;
    }

    /// <summary>The value of a hex digit.</summary>
    public static uint Digit(char c) => (uint)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}
