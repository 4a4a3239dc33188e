using System.Text;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Fuzz.Targets;

/// <summary>The leak scanner: a stream cut anywhere says what a scan of the whole says, and a redacted text is clean.</summary>
internal sealed class LeakTarget : FuzzTarget
{
    private static readonly LeakScanner Scanner = new();

    public override string Name => "leaks";

    // Put together here, so that no scanner of this repository finds a key in it.
    public override IEnumerable<string> Seeds =>
        [
            "nothing here",
            "key s" + "k-" + Run("aB3", 24) + " end",
            "AK" + "IA" + Run("Q7Z", 16),
            "gh" + "p_" + Run("aB3", 36),
            "x Bear" + "er " + Run("t0.", 30) + " y",
            "authoriza" + "tion: Basic " + Run("dXN", 24),
            "-----BE" + "GIN RSA PRIVATE K" + "EY-----",
            Run("0af", 64),
        ];

    public override IEnumerable<string> Atoms =>
        [
            "s" + "k-",
            "s" + "k-proj-",
            "s" + "k-ant-api",
            "AK" + "IA",
            "gh" + "p_",
            "github" + "_pat_",
            "s" + "k_live_",
            "xo" + "xb-",
            "AI" + "za",
            "S" + "G.",
            "-----BE" + "GIN ",
            "PRIVATE K" + "EY-----",
            "Bear" + "er ",
            "authorization" + ": ",
            Run("aB3", 20),
            Run("0f", 32),
            Run("Z9", 16),
            "=",
            "_",
            "-",
        ];

    public override string Check(string input)
    {
        var report = Scanner.Scan(input);
        var redacted = Scanner.Redact(input);
        Must(IsClean(redacted), "a redacted text is clean");
        Must(report.Findings.All(found => found.Start >= 0 && found.Start + found.Length <= input.Length), "findings lie in the text");
        Must(
            report.Findings.All(found =>
                !found.Preview.Contains(input.Substring((int)found.Start, found.Length), StringComparison.Ordinal) || found.Length <= 8
            ),
            "a preview is masked"
        );

        // Cut by the text itself, so that the same text is cut alike each time.
        var cuts = new Random(input.Length == 0 ? 0 : input[0] + (31 * input.Length) + input[^1]);
        var stream = Scanner.OpenStream();
        var released = new StringBuilder();
        var blocked = false;
        for (var at = 0; at < input.Length; )
        {
            var length = Math.Min(input.Length - at, 1 + cuts.Next(40));
            var release = stream.Push(input.Substring(at, length));
            released.Append(release.Text);
            blocked |= release.IsBlocked;
            at += length;
        }

        var last = stream.Flush();
        released.Append(last.Text);
        blocked |= last.IsBlocked;
        Must(blocked == (report.Worst == LeakAction.Block), "a stream is blocked when the whole is");
        // What a blocked stream has let out may end in the middle of a run that is no key only as a whole.
        Must(
            blocked ? redacted.StartsWith(released.ToString(), StringComparison.Ordinal) : released.ToString() == redacted,
            "what a stream releases is the redacted whole, up to the block"
        );
        return $"{report.Worst} {string.Join(' ', report.Findings.Select(found => found.Pattern.Name).Distinct().Order())}";
    }

    // As far as the scanner looks back.
    private const int MaxBack = 32;

    private static ReadOnlySpan<char> Before(string text, int at) => text.AsSpan(Math.Max(0, at - MaxBack - LeakScanner.Mark.Length)..at);

    private static string Run(string letters, int length) => string.Concat(Enumerable.Repeat(letters, length))[..length];

    // A format of fixed length is none while its own letters go on behind it; when those were another's beginning, the mark ends it.
    // And what stood in a run of base64 does so no more when the mark took the run.
    private static bool IsClean(string redacted) =>
        Scanner
            .Scan(redacted)
            .Findings.All(found =>
                found.Action == LeakAction.Warn
                || redacted.AsSpan((int)found.Start + found.Length).StartsWith(LeakScanner.Mark, StringComparison.Ordinal)
                || Before(redacted, (int)found.Start).Contains(LeakScanner.Mark, StringComparison.Ordinal)
            );
}
