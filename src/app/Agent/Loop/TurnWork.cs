using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Loop;

/// <summary>What one running turn holds in memory. All that matters of it is also on the disk.</summary>
/// <param name="Messages">What the model sees; grows by each step.</param>
internal sealed record TurnWork(Turn Turn, EffectContext Context, UntrustedFence Fence, PlanSnapshot Snapshot, List<ThreadMessage> Messages)
{
    public TurnUsage Usage { get; set; } = TurnUsage.None;

    /// <summary>The owner stopped it: nothing more is begun.</summary>
    public bool Stopped { get; set; }

    public IReadOnlyList<Taint> Taints => WithSignals(TaintsOf(Context.Items.Select(item => (item.Label, item.Source))), Messages);

    public static IReadOnlyList<Taint> TaintsOf(IEnumerable<(Label Label, string Source)> seen) =>
        [
            .. seen.Where(item => item.Label.IsUntrusted && item.Source != Sources.Assistant)
                .Select(item => Taint.From(item.Source))
                .Distinct(),
        ];

    /// <summary>Each source with what was found in the messages that it is the source of.</summary>
    public static IReadOnlyList<Taint> WithSignals(IEnumerable<Taint> taints, IEnumerable<ThreadMessage> messages)
    {
        var found = messages
            .Where(message => message.Call is { Signals.Count: > 0 })
            .ToLookup(message => message.Source, message => message.Call!.Signals);
        return
        [
            .. taints.Select(taint =>
                found.Contains(taint.Source)
                    ? taint with
                    {
                        Signals = [.. found[taint.Source].SelectMany(signals => signals).Distinct()],
                    }
                    : taint
            ),
        ];
    }
}
