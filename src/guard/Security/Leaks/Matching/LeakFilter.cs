using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Finds the places where one of many anchors may stand, a vector of text at a time.</summary>
/// <remarks>
/// For each of an anchor's three characters two tables of sixteen bytes, one by the low and one by the high half of a character,
/// say which of eight groups allow it there; a shuffle looks up a whole vector at once. That is done twice, for sixteen groups.
/// Where a group allows all three is a candidate. It may be none, as the halves are looked up apart and a group has many anchors;
/// one is never missed. (The idea is Hyperscan's Teddy.) Immutable and thread-safe.
/// </remarks>
internal sealed class LeakFilter
{
    /// <summary>The most that one step adds: what a buffer must have room for.</summary>
    public const int Step = 32;

    private const int Ahead = LeakAnchor.Width - 1;

    // For each place: the groups 0 to 7 by the low half and by the high half, then 8 to 15.
    private readonly Vector128<byte>[] _tables = new Vector128<byte>[4 * LeakAnchor.Width];

    public LeakFilter(LeakGroup[] groups)
    {
        Span<byte> table = stackalloc byte[16];
        for (var number = 0; number < _tables.Length; number++)
        {
            var (place, first, isHigh) = (number / 4, number / 2 % 2 * 8, number % 2 == 1);
            table.Clear();
            for (var group = 0; group < 8; group++)
            {
                for (var half = 0; half < table.Length; half++)
                {
                    var allows = isHigh ? groups[first + group].AllowsHigh(place, half) : groups[first + group].AllowsLow(place, half);
                    table[half] |= (byte)(allows ? 1 << group : 0);
                }
            }

            _tables[number] = Vector128.Create<byte>(table);
        }
    }

    /// <summary>Looks on from <paramref name="from"/> until the text ends or the buffer is full, and moves it there.</summary>
    /// <returns>How many candidates it put into <paramref name="found"/>. Done when fewer than an anchor's characters are left.</returns>
    public int Fill(ReadOnlySpan<char> text, ref int from, Span<int> found)
    {
        var count = 0;
        if (Avx2.IsSupported)
        {
            FillWide(text, ref from, found, ref count);
            if (text.Length - from >= Step + Ahead)
            {
                return count;
            }
        }

        FillNarrow(text, ref from, found, ref count);
        return count;
    }

    /// <summary><see cref="Fill"/> with vectors that every processor has.</summary>
    public void FillNarrow(ReadOnlySpan<char> text, ref int from, Span<int> found, ref int count)
    {
        while (text.Length - from >= LeakAnchor.Width && count + Vector128<byte>.Count <= found.Length)
        {
            if (text.Length - from < Vector128<byte>.Count + Ahead)
            {
                Span<char> padded = stackalloc char[Vector128<byte>.Count + Ahead];
                padded.Clear();
                text[from..].CopyTo(padded);

                // What would stand half in the padding is none: only so many anchors can begin in what is left.
                var inText = (1u << (text.Length - from - Ahead)) - 1;
                Add(Places(Allowed(padded, 0)) & inText, from, found, ref count);
                from = text.Length;
                return;
            }

            Add(Places(Allowed(text, from)), from, found, ref count);
            from += Vector128<byte>.Count;
        }
    }

    // What it does is fixed: a profile of short texts would only arrange it badly for long ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillWide(ReadOnlySpan<char> text, ref int from, Span<int> found, ref int count)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        var (lowA0, highA0, lowB0, highB0) = (Twice(ref tables, 0), Twice(ref tables, 1), Twice(ref tables, 2), Twice(ref tables, 3));
        var (lowA1, highA1, lowB1, highB1) = (Twice(ref tables, 4), Twice(ref tables, 5), Twice(ref tables, 6), Twice(ref tables, 7));
        var (lowA2, highA2, lowB2, highB2) = (Twice(ref tables, 8), Twice(ref tables, 9), Twice(ref tables, 10), Twice(ref tables, 11));
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, short>(text));
        var last = text.Length - Ahead - Step;
        while (from <= last && count + Step <= found.Length)
        {
            var (low, high) = Halves(ref start, from);
            var groupsA = Avx2.Shuffle(lowA0, low) & Avx2.Shuffle(highA0, high);
            var groupsB = Avx2.Shuffle(lowB0, low) & Avx2.Shuffle(highB0, high);
            (low, high) = Halves(ref start, from + 1);
            groupsA &= Avx2.Shuffle(lowA1, low) & Avx2.Shuffle(highA1, high);
            groupsB &= Avx2.Shuffle(lowB1, low) & Avx2.Shuffle(highB1, high);
            (low, high) = Halves(ref start, from + 2);
            groupsA &= Avx2.Shuffle(lowA2, low) & Avx2.Shuffle(highA2, high);
            groupsB &= Avx2.Shuffle(lowB2, low) & Avx2.Shuffle(highB2, high);
            var groups = groupsA | groupsB;
            if (groups != Vector256<byte>.Zero)
            {
                // Packing took the quarters in the order 0 2 1 3.
                var inOrder = Avx2.Permute4x64(groups.AsUInt64(), 0b11_01_10_00).AsByte();
                Add((~Vector256.Equals(inOrder, Vector256<byte>.Zero)).ExtractMostSignificantBits(), from, found, ref count);
            }

            from += Step;
        }
    }

    // A character above 255 becomes 255 or 0; no anchor has either.
    private static (Vector256<byte> Low, Vector256<byte> High) Halves(ref short start, int at)
    {
        var packed = Avx2.PackUnsignedSaturate(
            Vector256.LoadUnsafe(ref start, (nuint)at),
            Vector256.LoadUnsafe(ref start, (nuint)(at + Vector256<short>.Count))
        );
        var half = Vector256.Create((byte)15);
        return (packed & half, (packed.AsUInt16() >> 4).AsByte() & half);
    }

    private static Vector256<byte> Twice(ref Vector128<byte> tables, int number)
    {
        var table = Unsafe.Add(ref tables, number);
        return Vector256.Create(table, table);
    }

    private Vector128<byte> Allowed(ReadOnlySpan<char> text, int from)
    {
        ref var start = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        var (groupsA, groupsB) = (Vector128<byte>.AllBitsSet, Vector128<byte>.AllBitsSet);
        for (var place = 0; place < LeakAnchor.Width; place++)
        {
            var at = (nuint)(from + place);
            var packed = Vector128.NarrowWithSaturation(
                Vector128.LoadUnsafe(ref start, at),
                Vector128.LoadUnsafe(ref start, at + (nuint)Vector128<ushort>.Count)
            );
            var (low, high) = (packed & Vector128.Create((byte)15), packed >> 4);
            var tables = _tables.AsSpan(4 * place, 4);
            groupsA &= Vector128.ShuffleNative(tables[0], low) & Vector128.ShuffleNative(tables[1], high);
            groupsB &= Vector128.ShuffleNative(tables[2], low) & Vector128.ShuffleNative(tables[3], high);
        }

        return groupsA | groupsB;
    }

    private static uint Places(Vector128<byte> groups) => (~Vector128.Equals(groups, Vector128<byte>.Zero)).ExtractMostSignificantBits();

    private static void Add(uint places, int from, Span<int> found, ref int count)
    {
        for (; places != 0; places &= places - 1)
        {
            found[count++] = from + BitOperations.TrailingZeroCount(places);
        }
    }
}
