namespace Gatehouse.Security.Leaks.Matching;

/// <summary>The sets of characters that the parts of a credential are written in.</summary>
internal static class LeakAlphabet
{
    private const string Numerals = "0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Blanks = "\t\n\v\f\r ";

    public static readonly LeakSet Digits = new(Numerals);
    public static readonly LeakSet Hex = new(Numerals + "abcdefABCDEF");
    public static readonly LeakSet Letters = new(Lower + Upper);
    public static readonly LeakSet UpperDigits = new(Numerals + Upper);
    public static readonly LeakSet LowerDigits = new(Numerals + Lower);
    public static readonly LeakSet Alphanumeric = new(Numerals + Lower + Upper);
    public static readonly LeakSet AlphanumericDash = new(Numerals + Lower + Upper + "-");
    public static readonly LeakSet AlphanumericUnderscore = new(Numerals + Lower + Upper + "_");

    /// <summary>RFC 4648 section 4, without the padding.</summary>
    public static readonly LeakSet Base64 = new(Numerals + Lower + Upper + "+/");

    /// <summary>RFC 4648 section 5, without the padding. What other alphabets end with may go on in this one.</summary>
    public static readonly LeakSet Base64Url = new(Numerals + Lower + Upper + "-_");

    /// <summary>Both base64 alphabets.</summary>
    public static readonly LeakSet AnyBase64 = new(Numerals + Lower + Upper + "+/-_");

    /// <summary>RFC 4648 section 4.</summary>
    public static readonly LeakSet Padded = new(Numerals + Lower + Upper + "+/=");

    /// <summary>RFC 4648 section 4, and what stands for its signs in a URL.</summary>
    public static readonly LeakSet PercentBase64 = new(Numerals + Lower + Upper + "+/%");

    /// <summary>What stands between a name and a text in JSON.</summary>
    public static readonly LeakSet JsonGap = new(" \"");

    /// <summary>A cookie of Slack's, base64 that may be percent-encoded.</summary>
    public static readonly LeakSet SlackCookie = new(Numerals + Lower + Upper + "+/-_%=");

    /// <summary>Both base64 alphabets, the padding, and the dots and commas that join several tokens.</summary>
    public static readonly LeakSet Joined = new(Numerals + Lower + Upper + "-_+/=.,");

    /// <summary>base64url in parts: a JWT, a routable GitLab token.</summary>
    public static readonly LeakSet Dotted = new(Numerals + Lower + Upper + "-_.");

    /// <summary>The lines of a PEM body, also in a JSON string, where a line ends with <c>\n</c> in two characters.</summary>
    public static readonly LeakSet PemLine = new(Numerals + Lower + Upper + "+/=\\");

    /// <summary>As <see cref="PemLine"/>, and the ends of lines.</summary>
    public static readonly LeakSet PuttyLines = new(Numerals + Lower + Upper + "+/=\\\r\n");

    /// <summary>b64token of RFC 6750 section 2.1. Without the dot a JWT would lose its header and keep its signature.</summary>
    public static readonly LeakSet BearerToken = new(Numerals + Lower + Upper + "-._~+/=");

    /// <summary>What Entra ID writes a client secret in.</summary>
    public static readonly LeakSet EntraSecret = new(Numerals + Lower + Upper + "-._~");

    /// <summary>What stands between a name and its value in shells, JSON, YAML, XML and code.</summary>
    public static readonly LeakSet Assignment = new("\t \"'`:=>\\(,");

    /// <summary>What stands between two values on one line or on two: CSV, tables, shells, JSON.</summary>
    public static readonly LeakSet Separators = new("\t\r\n \"'`:;|=>\\(,");

    /// <summary>The name of a shell's variable.</summary>
    public static readonly LeakSet Variable = new(Numerals + Upper + "_");

    /// <summary>A URL's user name: RFC 3986 section 3.2.1 without the colon.</summary>
    public static readonly LeakSet UrlUser = new(Numerals + Lower + Upper + "-._~!$&+=%");

    /// <summary>What ends a URL's password. Braces and angle brackets: a template's placeholder is no password.</summary>
    public static readonly LeakSet UrlPasswordEnd = new(Blanks + "@/?#:[]{}<>\"'`\\|^,");

    /// <summary>What ends the host after a URL's password.</summary>
    public static readonly LeakSet UrlHostEnd = new(Blanks + "/?#\"'`<>\\");

    /// <summary>What ends the user name of a database's URL, which may hold an @ and letters of any language.</summary>
    public static readonly LeakSet DatabaseUserEnd = new(Blanks + ":/?#{}<>\"'`\\|");

    /// <summary>What ends such a password: it is not always percent-encoded.</summary>
    public static readonly LeakSet DatabasePasswordEnd = new(Blanks + "@<>\"'`\\|");

    /// <summary>What a template has in a password's place begins with one of these, and so does no password here.</summary>
    public static readonly LeakSet TemplateStart = new(Blanks + "@/?#:[]{}<>\"'`\\|^,$%*");

    /// <summary>What ends a value of a connection string.</summary>
    public static readonly LeakSet FieldEnd = new(Blanks + ";{}<>\"'`\\$%*&+(");

    /// <summary>What stands around a header's colon in JSON and code, behind it.</summary>
    public static readonly LeakSet HeaderGap = new(Blanks + "\"'`\\");

    /// <summary>White space as \s means it.</summary>
    public static readonly LeakSet Space = new(
        Blanks + "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    );
}
