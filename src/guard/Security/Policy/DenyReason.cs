namespace Gatehouse.Security.Policy;

/// <summary>Why an effect is refused outright. Stable: in the ledger by name.</summary>
public enum DenyReason
{
    /// <summary>No rule allows it.</summary>
    NoRule,

    /// <summary>The decision itself failed; a failed decision is a denial.</summary>
    DecisionFailed,

    /// <summary>A name of this machine or its network: localhost, .internal, .local, metadata hosts.</summary>
    LocalName,

    /// <summary>An address that is not on the public internet.</summary>
    PrivateAddress,

    /// <summary>A cloud metadata address. Never grantable.</summary>
    MetadataAddress,

    /// <summary>The http tool speaks HTTPS only.</summary>
    HttpsOnly,

    /// <summary>A document that says who the assistant is, from a conversation that holds untrusted text.</summary>
    IdentityFile,

    /// <summary>So many questions are open that nobody could judge one more.</summary>
    TooManyQuestions,

    /// <summary>Not the model server that the owner configured.</summary>
    UnknownModelServer,

    /// <summary>What would be sent or kept holds what looks like a credential, or more wrapped data than can be looked through.</summary>
    SecretInRequest,

    /// <summary>A part of a larger effect, or a program with a token, reached for something that was not allowed with it.</summary>
    OutsideItsTask,

    /// <summary>It widens what somebody may do: the owner's own hand alone, and somebody else asked.</summary>
    OwnersAlone,
}
