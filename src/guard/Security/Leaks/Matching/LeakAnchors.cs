using System.Numerics;

namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Tells which shapes have their anchor at a place. A hash table of its own, as a dictionary would cost more than the rest.</summary>
internal sealed class LeakAnchors
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly int _shift;

    // A bit for each slot that has entries: two kilobytes, which stay near where the rest does not.
    private readonly ulong[] _used;

    // Where the entries of a slot begin; one more than there are slots.
    private readonly int[] _starts;
    private readonly LeakEntry[] _entries;

    public LeakAnchors(IEnumerable<LeakAnchor> anchors)
    {
        var entries = (
            from anchor in anchors
            from spelling in anchor.Spellings
            select new LeakEntry(Key(spelling), anchor.Shape, anchor.Offset)
        ).ToList();

        // An eighth full, so that what is no anchor mostly finds an empty slot.
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)entries.Count * 8);
        _shift = 64 - BitOperations.Log2((uint)slots);
        _entries = [.. entries.OrderBy(entry => Slot(entry.Key))];
        _used = new ulong[(slots + 63) / 64];
        Array.ForEach(_entries, entry => _used[Slot(entry.Key) >> 6] |= 1UL << Slot(entry.Key));
        _starts = new int[slots + 1];
        Array.ForEach(_entries, entry => _starts[Slot(entry.Key) + 1]++);
        for (var slot = 0; slot < slots; slot++)
        {
            _starts[slot + 1] += _starts[slot];
        }
    }

    /// <summary>The entries of a key's slot; those with another key are not meant.</summary>
    public ReadOnlySpan<LeakEntry> At(ulong key)
    {
        var slot = Slot(key);
        return ((_used[slot >> 6] >> slot) & 1) == 0 ? [] : _entries.AsSpan(_starts[slot].._starts[slot + 1]);
    }

    public static ulong Key(ReadOnlySpan<char> anchor) => anchor[2] | ((ulong)anchor[1] << 16) | ((ulong)anchor[0] << 32);

    private int Slot(ulong key) => (int)((key * Multiplier) >> _shift);
}
