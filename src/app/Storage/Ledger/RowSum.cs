using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Storage.Ledger;

/// <summary>Checksum of a stored row: SHA-256 over the table's name and each value with its type and length.</summary>
/// <remarks>Shows damage, not malice: it has no key. What must withstand a rewrite is in the chained entries.</remarks>
internal static class RowSum
{
    public static byte[] Of(string table, ReadOnlySpan<object?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, 't', Encoding.UTF8.GetBytes(table));
        foreach (var value in values)
        {
            Add(hash, value);
        }

        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, object? value)
    {
        switch (value)
        {
            case null:
                Add(hash, 'n', []);
                break;
            case long number:
                Span<byte> bytes = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                Add(hash, 'i', bytes);
                break;
            case string text:
                Add(hash, 't', Encoding.UTF8.GetBytes(text));
                break;
            case byte[] blob:
                Add(hash, 'b', blob);
                break;
            default:
                Add(hash, '?', []); // Nothing of another type is written, so this row's sum will not fit.
                break;
        }
    }

    private static void Add(IncrementalHash hash, char type, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[9];
        head[0] = (byte)type;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], bytes.Length);
        hash.AppendData(head);
        hash.AppendData(bytes);
    }
}
