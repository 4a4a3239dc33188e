namespace Gatehouse.Security.Labels;

/// <summary>Integrity and confidentiality of one item. Immutable; joining takes the worse of each side.</summary>
public sealed record Label(Integrity Integrity, Confidentiality Confidentiality)
{
    /// <summary>What the owner typed.</summary>
    public static readonly Label OfOwner = new(Integrity.Owner, Confidentiality.Private);

    /// <summary>What the model wrote from a clean context.</summary>
    public static readonly Label OfAssistant = new(Integrity.Assistant, Confidentiality.Private);

    /// <summary>From outside, and perhaps shaped by private data: the label of anything that nobody vouches for.</summary>
    public static readonly Label Unknown = new(Integrity.Untrusted, Confidentiality.Private);

    /// <summary>From outside, fetched without telling the host anything private.</summary>
    public static readonly Label PublicPage = new(Integrity.Untrusted, Confidentiality.Public);

    public bool IsUntrusted => Integrity == Integrity.Untrusted;

    /// <summary>The label of what is derived from both.</summary>
    public Label Join(Label other) =>
        new(
            (Integrity)Math.Min((int)Integrity, (int)other.Integrity),
            (Confidentiality)Math.Min((int)Confidentiality, (int)other.Confidentiality)
        );
}
