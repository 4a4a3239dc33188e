namespace Gatehouse.Security.Hosts;

/// <summary>Why a text was not accepted as a host pattern.</summary>
public enum HostPatternRejection
{
    /// <summary>Nothing was wrong; the text was accepted.</summary>
    None = 0,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>The host, or what follows <c>*.</c>, cannot be the host of a URL.</summary>
    InvalidHost,

    /// <summary>The asterisk stands somewhere else than as the whole first label.</summary>
    MisplacedWildcard,

    /// <summary>The wildcard would cover a whole top-level domain, or everything.</summary>
    TooBroad,

    /// <summary>The wildcard stands before an IP address, which has nothing below it.</summary>
    WildcardOverAddress,
}
