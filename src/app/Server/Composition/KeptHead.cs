using Gatehouse.Contracts.Ledger;
using Gatehouse.Gate.Ledger;

namespace Gatehouse.Server.Composition;

/// <summary>A head that the owner kept elsewhere, held against what was found in a ledger.</summary>
public static class KeptHead
{
    /// <summary>Longest base64 of a key or signature that is decoded, characters: twice what either takes.</summary>
    private const int MaxBase64 = 256;

    /// <summary>Whether it can be one: a number and the hash of an entry.</summary>
    public static bool IsHead(ExportedHead? kept) =>
        kept is { V: 1, Seq: >= 1, Hash: { Length: 64 } hash } && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>What is wrong with its own signature, or with whose it is; null for one without, as older versions exported them.</summary>
    public static ProblemView? Problem(ExportedHead kept, VerificationView found)
    {
        if (kept.Signature is null && kept.PublicKey is null)
        {
            return null;
        }

        var key = new LedgerPublicKey(Bytes(kept.PublicKey));
        if (!key.Signed(new LedgerHead(kept.Seq, kept.Hash), kept.Time, Bytes(kept.Signature)))
        {
            return new ProblemView(kept.Seq, "head", "the kept head's own signature does not fit: it is not as it was exported");
        }

        var named = found.Checkpoints?.Keys.LastOrDefault(span => span.FromSeq <= kept.Seq);
        return named?.Fingerprint == key.Fingerprint.Hex
            ? null
            : new ProblemView(
                kept.Seq,
                "head",
                $"the kept head is signed by the key {key.Short}, and the ledger names {named?.Fingerprint[..16] ?? "none"} there"
            );
    }

    private static byte[] Bytes(string? base64)
    {
        var bytes = new byte[MaxBase64];
        return base64 is { Length: <= MaxBase64 } && Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : [];
    }
}
