using System.Net;

namespace Gatehouse.Testing;

/// <summary>The name server and the authority that all tests of a process share: port 53 exists once. Names are each test's own.</summary>
public sealed class PocketInternet
{
    private static readonly Lazy<PocketInternet> Instance = new(() => new PocketInternet());

    private PocketInternet()
    {
        if (!TestNet.IsInside)
        {
            throw new InvalidOperationException("mark the test [TestNetFact]: " + TestNetFactAttribute.Reason);
        }
    }

    public static PocketInternet Shared => Instance.Value;

    public FakeDns Dns { get; } = FakeDns.Start();

    public TestCa Ca { get; } = new();

    /// <summary>An HTTPS origin on port 443 of a public address of its own, with its name in the DNS.</summary>
    public Task<HttpOrigin> HttpsAsync(string name) => HttpsAsync(name, TestNet.NextPublic());

    /// <inheritdoc cref="HttpsAsync(string)"/>
    public Task<HttpOrigin> HttpsAsync(string name, IPAddress address)
    {
        Dns.Address(name, address);
        return HttpOrigin.StartAsync(address, 443, Ca, name);
    }

    /// <summary>A plain origin on port 80 of a public address of its own, with its name in the DNS.</summary>
    public Task<HttpOrigin> HttpAsync(string name)
    {
        var address = TestNet.NextPublic();
        Dns.Address(name, address);
        return HttpOrigin.StartAsync(address, 80, null, name);
    }
}
