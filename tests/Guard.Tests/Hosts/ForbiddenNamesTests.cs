using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class ForbiddenNamesTests
{
    [Theory]
    [Trait("Row", "A-011")]
    [Trait("Row", "A-012")]
    [Trait("Row", "A-013")]
    [Trait("Row", "I-174")]
    [InlineData("localhost")]
    [InlineData("a.localhost")]
    [InlineData("a.b.localhost")]
    [InlineData("internal")]
    [InlineData("db.internal")]
    [InlineData("host.docker.internal")]
    [InlineData("printer.local")]
    [InlineData("x.svc.cluster.local")]
    [InlineData("localhost.localdomain")]
    [InlineData("nas.home.arpa")]
    [InlineData("api.default.svc")]
    [InlineData("kubernetes.default")]
    [InlineData("ip6-localhost")]
    [InlineData("vault")] // completed by the network's search list
    [InlineData("xn--p1ai")]
    public void Forbids_names_of_this_machine_and_network(string name)
    {
        Assert.True(ForbiddenNames.IsForbidden(Some.Host(name)));
        Assert.False(ForbiddenNames.IsMetadata(Some.Host(name)));
    }

    [Theory]
    [Trait("Row", "I-177")]
    [InlineData("metadata")]
    [InlineData("metadata.google.internal")]
    [InlineData("instance-data")]
    [InlineData("instance-data.ec2.internal")]
    [InlineData("metadata.azure.com")]
    public void Forbids_metadata_services_by_name(string name)
    {
        Assert.True(ForbiddenNames.IsForbidden(Some.Host(name)));
        Assert.True(ForbiddenNames.IsMetadata(Some.Host(name)));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("localhost.example.com")] // the suffix counts, not the first label
    [InlineData("a.notlocalhost")]
    [InlineData("a.mylocal")]
    [InlineData("internal.example")]
    [InlineData("metadata.example.com")]
    [InlineData("home.arpa.example")]
    [InlineData("127.0.0.1")] // addresses are the classifier's
    public void Leaves_other_names_alone(string name) => Assert.False(ForbiddenNames.IsForbidden(Some.Host(name)));
}
