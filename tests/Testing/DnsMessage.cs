using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Gatehouse.Testing;

/// <summary>As much of RFC 1035 as a stub resolver's question and our answer need.</summary>
internal static class DnsMessage
{
    public const ushort TypeA = 1;
    public const ushort TypeCname = 5;
    public const ushort TypeAaaa = 28;
    public const int NoError = 0;
    public const int ServerFailure = 2;
    public const int NameError = 3;

    private const int HeaderLength = 12;

    public static DnsQuestion? ReadQuestion(ReadOnlySpan<byte> message)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        while (at < message.Length && message[at] != 0)
        {
            int length = message[at];
            if (length > 63 || at + 1 + length > message.Length)
            {
                return null;
            }

            labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, length)));
            at += 1 + length;
        }

        return at + 5 > message.Length
            ? null
            : new DnsQuestion(
                BinaryPrimitives.ReadUInt16BigEndian(message),
                string.Join('.', labels),
                BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..])
            );
    }

    public static byte[] Answer(DnsQuestion question, int code, IReadOnlyList<DnsRecord> records)
    {
        using var message = new MemoryStream();
        WriteUInt16(message, question.Id);
        // Response, authoritative, recursion wanted and available.
        WriteUInt16(message, (ushort)(0x8580 | code));
        WriteUInt16(message, 1);
        WriteUInt16(message, (ushort)records.Count);
        WriteUInt16(message, 0);
        WriteUInt16(message, 0);
        message.Write(Name(question.Name));
        WriteUInt16(message, question.Type);
        WriteUInt16(message, 1);
        foreach (var record in records)
        {
            message.Write(Name(record.Name));
            WriteUInt16(message, record.Type);
            WriteUInt16(message, 1);
            // Time to live 0: nothing in between may remember the answer.
            message.Write([0, 0, 0, 0]);
            WriteUInt16(message, (ushort)record.Payload.Length);
            message.Write(record.Payload);
        }

        return message.ToArray();
    }

    public static DnsRecord Address(string name, IPAddress address) =>
        new(name, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? TypeA : TypeAaaa, address.GetAddressBytes());

    public static DnsRecord Alias(string name, string target) => new(name, TypeCname, Name(target));

    private static byte[] Name(string name)
    {
        var bytes = new List<byte>();
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.Add(0);
        return [.. bytes];
    }

    private static void WriteUInt16(MemoryStream message, ushort value) => message.Write([(byte)(value >> 8), (byte)value]);
}

internal sealed record DnsQuestion(ushort Id, string Name, ushort Type);

internal sealed record DnsRecord(string Name, ushort Type, byte[] Payload);
