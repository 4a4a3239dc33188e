namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>A canonical Huffman code, RFC 1951 section 3.2.2: the lengths of the codes say all.</summary>
/// <param name="table">Made by <see cref="TryBuild"/>: how many codes there are of each length, then the symbols in the order of their codes.</param>
internal readonly ref struct HuffmanCode(ReadOnlySpan<ushort> table)
{
    /// <summary>Literals, the end of a block and lengths.</summary>
    public const int MaxSymbols = 288;

    private const int MaxLength = 15;

    private readonly ReadOnlySpan<ushort> _table = table;

    /// <summary>Room for the table of a code with this many symbols.</summary>
    public static int Room(int symbols) => MaxLength + 1 + symbols;

    /// <summary>Makes the table. False when the lengths make no code: one has none, or some are left over.</summary>
    /// <param name="table">As long as <see cref="Room"/> says; may hold anything.</param>
    /// <param name="lengths">The length of each symbol's code in bits; 0 when it has none.</param>
    public static bool TryBuild(ReadOnlySpan<byte> lengths, Span<ushort> table)
    {
        var counts = table[..(MaxLength + 1)];
        counts.Clear();
        foreach (var length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        var left = 1;
        Span<ushort> next = stackalloc ushort[MaxLength + 1];
        ushort total = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
            {
                return false;
            }

            next[length] = total;
            total += counts[length];
        }

        // One code alone may leave the other half unused: a block with a single distance.
        if (left > 0 && total > 1)
        {
            return false;
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                table[MaxLength + 1 + next[lengths[symbol]]++] = (ushort)symbol;
            }
        }

        return true;
    }

    /// <summary>Takes one more bit; true when it was the last one, and then <paramref name="symbol"/> is the code's, or -1 if there is none.</summary>
    public bool Step(ref Walk walk, int bit, out int symbol)
    {
        // Codes of one length are consecutive numbers, and those of the next begin where these end, doubled.
        walk.Length++;
        walk.Code = (walk.Code << 1) | bit;
        walk.First <<= 1;
        var count = _table[walk.Length];
        if (walk.Code - walk.First < count)
        {
            symbol = _table[MaxLength + 1 + walk.Before + walk.Code - walk.First];
            return true;
        }

        walk.First += count;
        walk.Before += count;
        symbol = -1;
        return walk.Length == MaxLength;
    }

    /// <summary>Where reading a code has come to. Begins as its default.</summary>
    internal struct Walk
    {
        public int Length;
        public int Code;

        /// <summary>The smallest code of this length.</summary>
        public int First;

        /// <summary>How many codes are shorter.</summary>
        public int Before;
    }
}
