using Gatehouse.Security.Effects;
using Gatehouse.Security.Injection;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Scanning;

/// <summary>Looks at what comes in from outside for text that tries to steer its reader, and counts it. It tells; it decides nothing.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class InjectionWatch
{
    private readonly InjectionScanner _scanner = new();
    private long _seen;

    /// <summary>Results since the start of this process in which something was found.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Wire names of what was found in a new result.</summary>
    internal IReadOnlyList<string> Count(EffectKind kind, string text, Label label)
    {
        // A model's own words and a function's result repeat what was looked at when it came in.
        if (kind is EffectKind.ModelCall or EffectKind.Compute)
        {
            return [];
        }

        var found = Look(text, label);
        if (found.Count > 0)
        {
            Interlocked.Increment(ref _seen);
        }

        return found;
    }

    /// <summary>The same for a result that was counted when it came in and was kept since.</summary>
    internal IReadOnlyList<string> Look(string text, Label label) =>
        label.IsUntrusted ? [.. _scanner.Scan(text).Select(signal => signal.Wire())] : [];
}
