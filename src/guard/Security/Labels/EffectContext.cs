using System.Collections.Immutable;
using Gatehouse.Security.Effects;

namespace Gatehouse.Security.Labels;

/// <summary>
/// On whose behalf an effect is asked for and what the asker has seen. Minted by the Gate alone; its label only ever gets worse,
/// by what the Gate handed out.
/// </summary>
/// <remarks>Thread-safe. Nothing outside the Gate can construct or lower one: a caller that could would be its own judge.</remarks>
public sealed class EffectContext
{
    private readonly Lock gate = new();
    private ImmutableList<ContextItem> items;
    private Label label;

    internal EffectContext(ThreadId? thread, TurnId? turn, Caller caller, bool attended, IEnumerable<ContextItem> seen)
    {
        Thread = thread;
        Turn = turn;
        Caller = caller;
        Attended = attended;
        items = [.. seen];
        label = items.Aggregate(Label.OfOwner with { Confidentiality = Confidentiality.Public }, (joined, item) => joined.Join(item.Label));
    }

    public ThreadId? Thread { get; }

    public TurnId? Turn { get; }

    public Caller Caller { get; }

    /// <summary>Whether the owner is there to answer; unattended work asks with an expiry.</summary>
    public bool Attended { get; }

    public Label Label
    {
        get
        {
            lock (gate)
            {
                return label;
            }
        }
    }

    public IReadOnlyList<ContextItem> Items
    {
        get
        {
            lock (gate)
            {
                return items;
            }
        }
    }

    /// <summary>The first thing that taints this context, for the approval card; null when nothing does.</summary>
    public ContextItem? Taint => Items.FirstOrDefault(item => item.Label.IsUntrusted);

    /// <summary>Adds what the Gate has just handed out. The label can only get worse.</summary>
    internal void Admit(ContextItem item)
    {
        lock (gate)
        {
            items = items.Add(item);
            label = label.Join(item.Label);
        }
    }
}
