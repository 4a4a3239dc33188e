using System.Net;

namespace Gatehouse.Testing;

/// <summary>The addresses that eng/testnet.sh puts on <c>lo</c>: the internet of the tests.</summary>
/// <remarks>
/// Public ones are really public, because the product refuses documentation ranges. Forbidden ones are local too,
/// so that a test can listen there and prove that nothing came.
/// </remarks>
public static class TestNet
{
    public static readonly IPAddress Dns = IPAddress.Parse("8.8.4.53");
    public static readonly IPAddress Metadata = IPAddress.Parse("169.254.169.254");
    public static readonly IPAddress Private = IPAddress.Parse("10.0.0.7");
    public static readonly IPAddress CarrierNat = IPAddress.Parse("100.64.0.7");
    public static readonly IPAddress UniqueLocal = IPAddress.Parse("fd00::1");
    public static readonly IPAddress PublicV6 = IPAddress.Parse("2606:2800:220:1::1");

    private static int Latest = 33;

    public static bool IsInside => Environment.GetEnvironmentVariable("GATEHOUSE_TESTNET") == "1";

    /// <summary>A public address that no other test of this process was given.</summary>
    public static IPAddress NextPublic()
    {
        var number = Interlocked.Increment(ref Latest);
        return number < 255 ? new IPAddress([93, 184, 216, (byte)number]) : new IPAddress([23, 192, 228, checked((byte)(number - 254))]);
    }

    /// <summary>One of eight public IPv6 addresses; 1 is <see cref="PublicV6"/>.</summary>
    public static IPAddress PublicV6Number(int number) => IPAddress.Parse($"2606:2800:220:1::{number}");
}
