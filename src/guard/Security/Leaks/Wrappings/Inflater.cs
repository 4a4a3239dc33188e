using System.Collections.Immutable;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Inflates one deflate stream (RFC 1951) into a given room, and stops where that is full or the stream makes no sense.</summary>
/// <remarks>
/// Not System.IO.Compression: most of what is tried here is noise, and a decompressor that is set up for each attempt costs a thousand
/// times what the first wrong bit costs here. The output is the window, so memory is what the caller gave.
/// </remarks>
internal ref struct Inflater(ReadOnlySpan<byte> input, Span<byte> output)
{
    /// <summary>Most bytes that one byte of input can become: 258 for two bits.</summary>
    public const int MaxRatio = 1032;

    private const int EndOfBlock = 256;

    // Section 3.2.6. The last two distances stand for nothing, but they have codes.
    private static readonly ImmutableArray<ushort> FixedLiterals = Table([
        .. Enumerable.Repeat(8, 144),
        .. Enumerable.Repeat(9, 112),
        .. Enumerable.Repeat(7, 24),
        .. Enumerable.Repeat(8, 8),
    ]);
    private static readonly ImmutableArray<ushort> FixedDistances = Table([.. Enumerable.Repeat(5, 32)]);

    private readonly ReadOnlySpan<byte> _input = input;
    private readonly Span<byte> _output = output;
    private int _at;
    private int _length;
    private uint _held;
    private int _heldBits;
    private bool _isFull;

    /// <summary>Bases and extra bits of the length codes 257 to 285, RFC 1951 section 3.2.5.</summary>
    private static ReadOnlySpan<ushort> LengthBases =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthBits => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    /// <summary>The order in which a block tells the lengths of the codes for lengths, section 3.2.7.</summary>
    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Gives how many bytes came out before the end or the first thing that made no sense.</summary>
    /// <param name="isFull">The room was too small.</param>
    public int Run(out bool isFull)
    {
        bool isLast;
        bool good;
        do
        {
            isLast = Bits(1) == 1;
            good = Bits(2) switch
            {
                0 => Stored(),
                1 => Fixed(),
                2 => Dynamic(),
                _ => false,
            };
        } while (good && !isLast);

        isFull = _isFull;
        return _length;
    }

    private bool Stored()
    {
        (_held, _heldBits) = (0, 0);
        if (_input.Length - _at < 4)
        {
            return false;
        }

        var count = _input[_at] | (_input[_at + 1] << 8);
        var check = _input[_at + 2] | (_input[_at + 3] << 8);
        if ((count ^ check) != 0xffff)
        {
            return false;
        }

        _at += 4;
        var copied = Math.Min(count, Math.Min(_input.Length - _at, _output.Length - _length));
        _input.Slice(_at, copied).CopyTo(_output[_length..]);
        _at += copied;
        _length += copied;
        _isFull = _length == _output.Length && copied < count;
        return copied == count;
    }

    private bool Fixed() => Block(new HuffmanCode(FixedLiterals.AsSpan()), new HuffmanCode(FixedDistances.AsSpan()));

    private bool Dynamic()
    {
        var literals = Bits(5) + 257;
        var distances = Bits(5) + 1;
        var codes = Bits(4) + 4;
        if (codes < 4 || distances < 1 || literals is < 257 or > 286)
        {
            return false;
        }

        Span<byte> lengths = stackalloc byte[HuffmanCode.MaxSymbols + 32];
        lengths.Clear();
        for (var i = 0; i < codes; i++)
        {
            var length = Bits(3);
            if (length < 0)
            {
                return false;
            }

            lengths[CodeLengthOrder[i]] = (byte)length;
        }

        Span<ushort> lengthTable = stackalloc ushort[HuffmanCode.Room(CodeLengthOrder.Length)];
        if (
            !HuffmanCode.TryBuild(lengths[..CodeLengthOrder.Length], lengthTable)
            || !ReadLengths(new HuffmanCode(lengthTable), lengths[..(literals + distances)])
        )
        {
            return false;
        }

        Span<ushort> literalTable = stackalloc ushort[HuffmanCode.Room(literals)];
        Span<ushort> distanceTable = stackalloc ushort[HuffmanCode.Room(distances)];
        return HuffmanCode.TryBuild(lengths[..literals], literalTable)
            && HuffmanCode.TryBuild(lengths.Slice(literals, distances), distanceTable)
            && Block(new HuffmanCode(literalTable), new HuffmanCode(distanceTable));
    }

    private bool ReadLengths(scoped HuffmanCode meta, scoped Span<byte> lengths)
    {
        Span<byte> read = stackalloc byte[lengths.Length];
        for (var at = 0; at < read.Length; )
        {
            var symbol = Symbol(meta);
            var (least, bits) = symbol switch
            {
                >= 0 and < 16 => (1, 0),
                16 when at > 0 => (3, 2),
                17 => (3, 3),
                18 => (11, 7),
                _ => (0, 0),
            };
            var more = Bits(bits);
            if (least == 0 || more < 0 || at + least + more > read.Length)
            {
                return false;
            }

            // 16 repeats the length before it, 17 and 18 repeat zero.
            var value =
                symbol < 16 ? symbol
                : symbol == 16 ? read[at - 1]
                : 0;
            read.Slice(at, least + more).Fill((byte)value);
            at += least + more;
        }

        read.CopyTo(lengths);
        return lengths[EndOfBlock] != 0;
    }

    private bool Block(scoped HuffmanCode literal, scoped HuffmanCode distance)
    {
        while (true)
        {
            var symbol = Symbol(literal);
            if (symbol is < 0 or > 285)
            {
                return false;
            }

            if (symbol == EndOfBlock)
            {
                return true;
            }

            if (_length == _output.Length)
            {
                _isFull = true;
                return false;
            }

            if (symbol < EndOfBlock)
            {
                _output[_length++] = (byte)symbol;
            }
            else if (!Repeat(symbol - EndOfBlock - 1, distance))
            {
                return false;
            }
        }
    }

    // Copies what was written before. It may reach into what it writes itself: that is how a run of one byte is told.
    private bool Repeat(int code, scoped HuffmanCode distances)
    {
        var moreLength = Bits(LengthBits[code]);
        var symbol = Symbol(distances);
        if (moreLength < 0 || symbol is < 0 or > 29)
        {
            return false;
        }

        // 1, 2, 3, 4, then two codes for each doubling, section 3.2.5.
        var bits = Math.Max(0, (symbol / 2) - 1);
        var moreDistance = Bits(bits);
        var distance = 1 + (bits == 0 ? symbol : (2 + (symbol & 1)) << bits) + moreDistance;
        if (moreDistance < 0 || distance > _length)
        {
            return false;
        }

        var count = Math.Min(LengthBases[code] + moreLength, _output.Length - _length);
        for (var i = 0; i < count; i++, _length++)
        {
            _output[_length] = _output[_length - distance];
        }

        _isFull = count < LengthBases[code] + moreLength;
        return !_isFull;
    }

    private int Symbol(scoped HuffmanCode code)
    {
        var walk = default(HuffmanCode.Walk);
        while (true)
        {
            var bit = Bits(1);
            if (bit < 0)
            {
                return -1;
            }

            if (code.Step(ref walk, bit, out var symbol))
            {
                return symbol;
            }
        }
    }

    // The next bits, the first of them lowest; -1 when there are not as many.
    private int Bits(int count)
    {
        while (_heldBits < count)
        {
            if (_at == _input.Length)
            {
                return -1;
            }

            _held |= (uint)_input[_at++] << _heldBits;
            _heldBits += 8;
        }

        var bits = (int)(_held & ((1u << count) - 1));
        _held >>= count;
        _heldBits -= count;
        return bits;
    }

    private static ImmutableArray<ushort> Table(IReadOnlyList<int> lengths)
    {
        var table = new ushort[HuffmanCode.Room(lengths.Count)];
        HuffmanCode.TryBuild([.. lengths.Select(length => (byte)length)], table);
        return [.. table];
    }
}
