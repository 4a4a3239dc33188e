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
    private readonly Lock _gate = new();
    private ImmutableList<ContextItem> _items;
    private Label _label;
    private int _pages;

    internal EffectContext(ThreadId? thread, TurnId? turn, Caller caller, bool attended, IEnumerable<ContextItem> seen, int pages = 0)
    {
        Thread = thread;
        Turn = turn;
        Caller = caller;
        Attended = attended;
        _items = [.. seen];
        _pages = pages;
        _label = _items.Aggregate(
            Label.OfOwner with
            {
                Confidentiality = Confidentiality.Public,
            },
            (joined, item) => joined.Join(item.Label)
        );
    }

    public ThreadId? Thread { get; }

    public TurnId? Turn { get; }

    public Caller Caller { get; }

    /// <summary>Whether the owner is there to answer; unattended work asks with an expiry.</summary>
    public bool Attended { get; }

    /// <summary>
    /// The whole that this context's effects are parts of, once that was allowed; null for a turn. Nothing outside of it may happen here.
    /// </summary>
    public ExtractValue? Within { get; internal init; }

    public Label Label
    {
        get
        {
            lock (_gate)
            {
                return _label;
            }
        }
    }

    public IReadOnlyList<ContextItem> Items
    {
        get
        {
            lock (_gate)
            {
                return _items;
            }
        }
    }

    /// <summary>The first thing that taints this context, for the approval card; null when nothing does.</summary>
    public ContextItem? Taint => Items.FirstOrDefault(item => item.Label.IsUntrusted);

    /// <summary>Pages that were read in this context, and before it since the owner last spoke.</summary>
    public int PagesRead
    {
        get
        {
            lock (_gate)
            {
                return _pages;
            }
        }
    }

    /// <summary>Counts a page that was read.</summary>
    internal void CountPage()
    {
        lock (_gate)
        {
            _pages++;
        }
    }

    /// <summary>Adds what the Gate has just handed out. The label can only get worse.</summary>
    internal void Admit(ContextItem item)
    {
        lock (_gate)
        {
            _items = _items.Add(item);
            _label = _label.Join(item.Label);
        }
    }
}
