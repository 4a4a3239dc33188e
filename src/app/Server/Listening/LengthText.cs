using System.Text;

namespace Gatehouse.Server.Listening;

/// <summary>
/// How a Content-Length is read: digits alone (RFC 9110 section 8.6). The web server by itself takes a sign too, where a proxy before it
/// may see no length, and then two requests. What is none becomes a text that no parser takes for a number.
/// </summary>
internal sealed class LengthText : ASCIIEncoding
{
    /// <summary>As many as the largest 64-bit length has.</summary>
    private const int MaxDigits = 19;

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length is > 0 and <= MaxDigits && !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return base.GetChars(bytes, chars);
        }

        chars[0] = '?';
        return 1;
    }
}
