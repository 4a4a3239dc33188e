using System.Buffers;

namespace Gatehouse.Security.Leaks;

/// <summary>The sets of characters that the parts of a credential are written in.</summary>
internal static class LeakAlphabet
{
    private const string Digits = "0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    public static readonly SearchValues<char> Hex = SearchValues.Create(Digits + "abcdefABCDEF");
    public static readonly SearchValues<char> Letters = SearchValues.Create(Lower + Upper);
    public static readonly SearchValues<char> UpperDigits = SearchValues.Create(Digits + Upper);
    public static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Digits + Lower + Upper);
    public static readonly SearchValues<char> AlphanumericDash = SearchValues.Create(Digits + Lower + Upper + "-");
    public static readonly SearchValues<char> AlphanumericUnderscore = SearchValues.Create(Digits + Lower + Upper + "_");
    public static readonly SearchValues<char> Base64Url = SearchValues.Create(Digits + Lower + Upper + "-_");

    /// <summary>b64token of RFC 6750 section 2.1. Without the dot a JWT would lose its header and keep its signature.</summary>
    public static readonly SearchValues<char> BearerToken = SearchValues.Create(Digits + Lower + Upper + "-._~+/=");

    /// <summary>White space as \s means it.</summary>
    public static readonly SearchValues<char> Space = SearchValues.Create(
        "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    );
}
