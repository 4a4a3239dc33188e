namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>A canonical Huffman code, RFC 1951 section 3.2.2: the lengths of the codes say all.</summary>
internal readonly ref struct HuffmanCode
{
    /// <summary>Literals, the end of a block and lengths.</summary>
    public const int MaxSymbols = 288;

    private const int MaxLength = 15;

    // How many codes there are of each length, then the symbols in the order of their codes.
    private readonly Span<ushort> _counts;
    private readonly Span<ushort> _symbols;

    /// <param name="room">As much as <see cref="Room"/> says; may hold anything.</param>
    /// <param name="lengths">The length of each symbol's code in bits; 0 when it has none.</param>
    public HuffmanCode(Span<ushort> room, scoped ReadOnlySpan<byte> lengths)
    {
        _counts = room[..(MaxLength + 1)];
        _symbols = room[(MaxLength + 1)..];
        _counts.Clear();
        foreach (var length in lengths)
        {
            _counts[length]++;
        }

        _counts[0] = 0;
        var left = 1;
        Span<ushort> next = stackalloc ushort[MaxLength + 1];
        ushort total = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            left = (left << 1) - _counts[length];
            IsUsable = left >= 0;
            if (!IsUsable)
            {
                return;
            }

            next[length] = total;
            total += _counts[length];
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                _symbols[next[lengths[symbol]]++] = (ushort)symbol;
            }
        }
    }

    /// <summary>Whether the lengths leave a code for each symbol. Codes that no symbol has are no fault until they are read.</summary>
    public bool IsUsable { get; }

    public static int Room(int symbols) => MaxLength + 1 + symbols;

    /// <summary>Takes one more bit; true when it was the last one, and then <paramref name="symbol"/> is the code's, or -1 if there is none.</summary>
    public bool Step(ref Walk walk, int bit, out int symbol)
    {
        // Codes of one length are consecutive numbers, and those of the next begin where these end, doubled.
        walk.Length++;
        walk.Code = (walk.Code << 1) | bit;
        walk.First <<= 1;
        var count = _counts[walk.Length];
        if (walk.Code - walk.First < count)
        {
            symbol = _symbols[walk.Before + walk.Code - walk.First];
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
