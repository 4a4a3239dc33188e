using System.Net;
using Gatehouse.Guard.Tests.Effects;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>Alone in its collection: the default proxy is one for the whole process.</summary>
[Collection(nameof(ProxyTests))]
[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Trait("Invariant", "G1")]
public sealed class ProxyTests
{
    [Fact]
    public async Task A_proxy_from_the_environment_is_not_used()
    {
        var before = HttpClient.DefaultProxy;
        try
        {
            // What the framework makes of HTTP_PROXY and its like.
            HttpClient.DefaultProxy = new WebProxy("http://proxy.example:3128");
            using var rig = new EgressRig();
            rig.Resolver.Answer("proxy.example", "93.184.215.99");
            await rig.FetchAsync(SomeEffect.Page("http://news.example/"));
            Assert.Equal(EgressRig.Public, rig.Dialer.Dialled.Single().Address.ToString());
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }
}
