using System.Text;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Security.Policy;

/// <summary>Whether an effect that a model composed would send or keep a credential, plain or wrapped.</summary>
/// <remarks>
/// Asked before the owner is: a request that Egress will refuse is no question. The assistant's model calls are not looked at here: a
/// prompt is made of texts that were scanned on their way in, and Egress scans it whole. Pure and thread-safe.
/// </remarks>
internal static class SecretsInEffect
{
    public static bool Any(Effect effect) =>
        effect switch
        {
            FetchPage page => InText(page.Target.Url),
            ExtractValue { Target: { } target } => InText(target.Url),
            HttpRequest request => InText(request.Target.Url)
                || InText(Headers(request))
                || Refused(DeepScan.Shared.Scan(request.Body.Span)),
            // Kept, it would be in every later prompt.
            WriteMemory write => InText(write.Path) || InText(write.Content),
            CreateToken token => InText(token.Name),
            // Stored settings lie open on the disk and in lists.
            ChangeSettings change => change.Changes.Any(one => one.Value is { } value && InText(value)),
            _ => false,
        };

    /// <summary>Whether a prompt holds one that came whole from a program: nothing of it was scanned on its way in.</summary>
    public static bool InPromptOf(Caller caller, Effect effect) =>
        caller == Caller.Program && effect is ModelCall call && Refused(DeepScan.Shared.Scan(call.Prompt.Span));

    private static bool InText(string text) => Refused(DeepScan.Shared.Scan(text));

    // What could not be looked through whole may hold anything, and a stranger may have wrapped it.
    private static bool Refused(DeepReport report) => report.IsTruncated || report.Worst > LeakAction.Warn;

    private static string Headers(HttpRequest request)
    {
        var lines = new StringBuilder();
        foreach (var header in request.Headers)
        {
            lines.Append(header.Name).Append(": ").Append(header.Value).Append('\n');
        }

        return lines.ToString();
    }
}
