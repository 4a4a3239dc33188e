namespace Gatehouse.Security.Leaks.Matching;

/// <summary>What must stand before a shape.</summary>
internal enum LeakBefore
{
    Anything,

    /// <summary>No ASCII letter, digit or underscore, except as the end of an escape; see <see cref="LeakBorder"/>.</summary>
    WordBreak,

    /// <summary>As <see cref="WordBreak"/>, and no plus or slash: in base64 of a program or a font the literal is nothing special.</summary>
    NoBase64,

    /// <summary>A Telegram bot's number: eight to ten digits.</summary>
    BotNumber,

    /// <summary>The first four characters of an Entra ID client secret; the fourth is a digit.</summary>
    EntraStart,
}
