using System.Net;

namespace Gatehouse.Security.Net;

/// <summary>Says what an address is for, by <see cref="AddressTable"/>. Pure and thread-safe.</summary>
/// <remarks>To be asked about the very address that is dialled next; a name resolved again may answer differently.</remarks>
public static class AddressClassifier
{
    /// <summary>The class of <paramref name="address"/>; a zone is ignored.</summary>
    /// <remarks>
    /// An IPv6 form that embeds IPv4 is never public, whatever is inside. When a metadata address is inside, the answer is
    /// <see cref="AddressClass.Metadata"/>, so that no wrapping turns "never" into "if granted".
    /// </remarks>
    public static AddressClass Classify(IPAddress address)
    {
        var kind = Look(address);
        if (kind == AddressClass.Public && EmbeddedIPv4.IsIsatap(address))
        {
            kind = AddressClass.EmbedsIPv4;
        }

        if (
            kind == AddressClass.EmbedsIPv4
            && EmbeddedIPv4.In(address.GetAddressBytes()).Any(inner => Look(inner) == AddressClass.Metadata)
        )
        {
            return AddressClass.Metadata;
        }

        return kind;
    }

    /// <summary>True when any caller's rules may lead there.</summary>
    public static bool IsPublic(AddressClass kind) => kind == AddressClass.Public;

    /// <summary>True when an endpoint of the owner's own configuration may lead there; no other class is ever reached.</summary>
    public static bool IsGrantable(AddressClass kind) =>
        kind
            is AddressClass.Loopback
                or AddressClass.Private
                or AddressClass.UniqueLocal
                or AddressClass.LinkLocal
                or AddressClass.CarrierNat;

    private static AddressClass Look(IPAddress address)
    {
        var bits = AddressRange.Bits(address);
        foreach (var row in AddressTable.Of(address.AddressFamily))
        {
            if (row.Contains(bits))
            {
                return row.Class;
            }
        }

        return AddressClass.Reserved;
    }
}
