using System.Globalization;
using System.Text;

namespace Gatehouse.Gate.Ledger;

/// <summary>A signed statement: at this time the chain ended so.</summary>
/// <param name="Time">When it was signed, by the server's clock. Not checked against other times: clocks jump.</param>
/// <param name="Signature">ECDSA with SHA-256 over <see cref="Signed"/>, the two numbers of 32 bytes one after the other (IEEE P1363).</param>
/// <remarks>
/// Tamper-evident, not proof. The key lies in the home: whoever has the rights of the user who runs the server can read it, rewrite the
/// whole chain and sign it anew. What a checkpoint shows is a change by somebody or something without that key: a damaged disk, a restored or
/// swapped file, an edit by hand. Against the rest helps only a head that is kept elsewhere.
/// </remarks>
public sealed record Checkpoint(LedgerHead Head, DateTimeOffset Time, LedgerPublicKey Key, byte[] Signature)
{
    public bool IsSigned => Key.Signed(Head, Time, Signature);

    /// <summary>The bytes that are signed. They name their purpose, so that no other signature of this key can stand in for one.</summary>
    public static byte[] Signed(LedgerHead head, DateTimeOffset time) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"gatehouse ledger head, version 1\nseq {head.Seq}\nhash {head.Hash}\ntime {time.ToUnixTimeMilliseconds()}\n"
            )
        );
}
