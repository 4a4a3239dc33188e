namespace Gatehouse.Egress;

/// <summary>Why Egress did not send, or did not send again. Stable: in messages and tests by name.</summary>
public enum EgressRefusal
{
    /// <summary>The address cannot be accepted as written, or this program and the transport read it differently.</summary>
    NotCanonical,

    /// <summary>The lease is for another address.</summary>
    OutsideLease,

    /// <summary>The lease is for another method.</summary>
    MethodOutsideLease,

    /// <summary>The lease's requests are used up.</summary>
    LeaseUsedUp,

    /// <summary>The lease's time is over.</summary>
    LeaseExpired,

    /// <summary>The policy has something against this host, whoever asks.</summary>
    ForbiddenHost,

    /// <summary>The name resolves to an address that is not on the public internet.</summary>
    PrivateAddress,

    /// <summary>The name resolves to a cloud metadata address.</summary>
    MetadataAddress,

    /// <summary>The request names a Host of its own.</summary>
    HostHeader,

    /// <summary>The request's address, headers or body hold what looks like a credential, or what cannot be looked through.</summary>
    SecretInRequest,

    /// <summary>The request's body does not say how long it is, so it could not be counted.</summary>
    UnknownLength,
}
