using System.Text;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks;

/// <summary>Finds credentials in a text. Immutable and thread-safe; one instance serves the process.</summary>
/// <remarks>
/// Linear in the text for any input, and without allocation when the text is clean. Wrappings (base64, percent codes) are the
/// caller's to undo; this reads what it is given.
/// </remarks>
public sealed class LeakScanner
{
    /// <summary>What stands where a match was.</summary>
    public const string Mark = "[REDACTED]";

    private static readonly LeakIndex Everything = new(LeakPatterns.All);

    private readonly LeakIndex _index;

    public LeakScanner()
        : this(Everything) { }

    /// <summary>For measurements with fewer patterns.</summary>
    internal LeakScanner(LeakIndex index) => _index = index;

    internal LeakIndex Index => _index;

    /// <summary>Every match, also those that overlap, in order of position.</summary>
    public LeakReport Scan(ReadOnlySpan<char> text)
    {
        List<LeakMatch>? matches = null;
        HexRuns.Find(text, ref matches);
        FindCredentials(text, ref matches);
        if (matches is null)
        {
            return LeakReport.Clean;
        }

        var findings = new List<LeakFinding>(matches.Count);
        foreach (var match in matches.OrderBy(match => match.Start))
        {
            findings.Add(match.ToFinding(text));
        }

        return new LeakReport(findings);
    }

    /// <summary>The text with every match that blocks or redacts replaced by <see cref="Mark"/>; overlapping ones by one mark.</summary>
    public string Redact(string text)
    {
        List<LeakMatch>? matches = null;
        FindCredentials(text, ref matches);
        if (matches is null)
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        var covered = 0;
        foreach (var match in matches.OrderBy(match => match.Start))
        {
            if (match.Start >= covered)
            {
                output.Append(text, covered, match.Start - covered).Append(Mark);
            }

            covered = Math.Max(covered, match.End);
        }

        return output.Append(text, covered, text.Length - covered).ToString();
    }

    /// <summary>A scanner for one text that arrives in pieces.</summary>
    public LeakStream OpenStream() => new(_index);

    /// <summary>Adds the matches of every pattern that blocks or redacts; returns how many characters that took to look at.</summary>
    internal long FindCredentials(ReadOnlySpan<char> text, ref List<LeakMatch>? matches)
    {
        int[]? ends = null;
        return _index.Find(text, 0, ref ends, ref matches);
    }
}
