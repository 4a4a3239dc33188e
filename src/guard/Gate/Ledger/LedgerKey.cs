using System.Security.Cryptography;

namespace Gatehouse.Gate.Ledger;

/// <summary>The key that signs a ledger's checkpoints: ECDSA on P-256.</summary>
/// <remarks>Thread-safe. What a signature shows and what not is said at <see cref="Checkpoint"/>.</remarks>
public sealed class LedgerKey : IDisposable
{
    private const string Label = "PRIVATE KEY";

    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private LedgerKey(ECDsa key, bool isNew)
    {
        (_key, IsNew) = (key, isNew);
        Public = new LedgerPublicKey(key.ExportSubjectPublicKeyInfo());
    }

    public LedgerPublicKey Public { get; }

    /// <summary>Made just now: it cannot have signed anything yet.</summary>
    public bool IsNew { get; }

    public static LedgerKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), isNew: true);

    /// <summary>Reads an unencrypted PKCS#8 key in PEM; null when the text is none, or one of another curve.</summary>
    public static LedgerKey? FromPem(ReadOnlySpan<char> text)
    {
        if (!PemEncoding.TryFind(text, out var fields) || !text[fields.Label].SequenceEqual(Label))
        {
            return null;
        }

        var bytes = new byte[fields.DecodedDataLength];
        var key = ECDsa.Create();
        try
        {
            if (!Convert.TryFromBase64Chars(text[fields.Base64Data], bytes, out var length))
            {
                return Refuse(key);
            }

            key.ImportPkcs8PrivateKey(bytes.AsSpan(0, length), out var read);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value;
            return read == length && curve == ECCurve.NamedCurves.nistP256.Oid.Value ? new LedgerKey(key, isNew: false) : Refuse(key);
        }
        catch (CryptographicException)
        {
            return Refuse(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The private key, for the one file that it is kept in.</summary>
    public string ToPem()
    {
        var bytes = _key.ExportPkcs8PrivateKey();
        try
        {
            return new string(PemEncoding.Write(Label, bytes)) + "\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public Checkpoint Sign(LedgerHead head, DateTimeOffset time)
    {
        // Milliseconds are what is stored.
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        lock (_gate)
        {
            return new Checkpoint(head, moment, Public, _key.SignData(Checkpoint.Signed(head, moment), HashAlgorithmName.SHA256));
        }
    }

    public void Dispose() => _key.Dispose();

    private static LedgerKey? Refuse(ECDsa key)
    {
        key.Dispose();
        return null;
    }
}
