namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>What became of what the injected model tried.</summary>
internal enum Fate
{
    /// <summary>Put to the owner.</summary>
    Asked,

    /// <summary>Refused by the policy.</summary>
    Denied,

    /// <summary>Refused before it was an effect: no such request can be planned.</summary>
    Refused,

    /// <summary>Done, without what it was meant to carry.</summary>
    Done,
}
