namespace Gatehouse.Security.Leaks.Matching;

/// <summary>What must stand before a shape.</summary>
internal enum LeakBefore
{
    Anything,

    /// <summary>No ASCII letter or digit, except as the end of an escape; see <see cref="LeakBorder"/>.</summary>
    WordBreak,

    /// <summary>
    /// As <see cref="WordBreak"/>, or anything when what follows can be no word: 24 characters with a digit and both cases. Only within
    /// a long run of base64 it is refused, where the literal would come up by chance.
    /// </summary>
    Loose,

    /// <summary>As <see cref="WordBreak"/>, or a small letter: for formats of capitals, which only base32 looks like.</summary>
    NoCapital,

    /// <summary>As <see cref="WordBreak"/>, and no plus or slash: in base64 of a program or a font the literal is nothing special.</summary>
    NoBase64,

    /// <summary>The scheme of a database's or a queue's URL.</summary>
    DatabaseScheme,

    /// <summary>A Telegram bot's number: eight to ten digits.</summary>
    BotNumber,

    /// <summary>The first four characters of an Entra ID client secret; the fourth is a digit.</summary>
    EntraStart,
}
