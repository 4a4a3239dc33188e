using Gatehouse.Security.Effects;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Server.Logging;

/// <summary>A log message made fit to be kept and shown.</summary>
internal static class LogMessage
{
    /// <summary>Stands in the place of a message that held a key or password.</summary>
    public const string Withheld = "[withheld: this line held what looks like a key or password]";

    /// <summary>Longest message that is kept, in characters: 500 of them stay below 2 MB.</summary>
    public const int MaxLength = 2_000;

    /// <param name="report">Of the whole text: a cut could go through a key.</param>
    public static string Of(string text, DeepReport report)
    {
        if (report.Worst == LeakAction.Block)
        {
            return Withheld;
        }

        var line = VisibleText.Of(DeepScan.Redact(text, report), keepLineBreaks: false);
        return line.Length <= MaxLength ? line : $"{line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)]}…";
    }
}
