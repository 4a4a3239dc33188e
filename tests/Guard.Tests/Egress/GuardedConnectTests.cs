using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Egress;

[Trait("Invariant", "G2")]
public sealed class GuardedConnectTests
{
    public static TheoryData<string> Bad =>
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.10.10",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:a00:1::",
            "2001:db8::1",
        ];

    [Fact]
    [Trait("Row", "A-080")]
    [Trait("Row", "I-176")]
    public async Task The_address_that_was_checked_is_the_one_that_is_dialled()
    {
        using var rig = new EgressRig();
        Assert.Equal("ok", await rig.FetchAsync(SomeEffect.Page("http://news.example/today")));
        Assert.Equal($"{EgressRig.Public}:80", rig.Dialer.Dialled.Single().ToString());
        Assert.Equal(["news.example"], rig.Resolver.Asked);
        Assert.StartsWith("GET /today HTTP/1.1\r\n", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
        Assert.Contains("Host: news.example\r\n", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "A-083")]
    [Trait("Row", "I-175")]
    [Trait("Row", "I-176")]
    [Trait("Row", "I-218")]
    [Trait("Row", "I-219")]
    [MemberData(nameof(Bad))]
    public async Task One_bad_address_refuses_them_all_wherever_it_stands(string bad)
    {
        foreach (
            var answer in (string[][])
                [
                    [bad],
                    [bad, EgressRig.Public],
                    [EgressRig.Public, "2606:4700::1", bad],
                ]
        )
        {
            foreach (
                var effect in (Effect[])
                    [SomeEffect.Page("http://odd.example/"), SomeEffect.Get("http://odd.example/"), SomeEffect.Model("http://odd.example/")]
            )
            {
                using var rig = new EgressRig();
                rig.Resolver.Answer("odd.example", answer);
                Assert.Equal(FailureReason.RefusedByEgress, (await rig.RefusedAsync(effect)).Reason);
                Assert.Empty(rig.Dialer.Dialled);
            }
        }
    }

    [Fact]
    [Trait("Row", "A-080")]
    [Trait("Row", "A-081")]
    [Trait("Row", "I-219")]
    public async Task A_name_that_turns_private_is_caught_at_each_new_connection()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response([], "Connection: close\r\n"));
        rig.Resolver.Answer("flip.example", EgressRig.Public).Answer("flip.example", "127.0.0.1").Answer("flip.example", EgressRig.Public);
        await rig.FetchAsync(SomeEffect.Page("http://flip.example/"));
        Assert.Equal(FailureReason.RefusedByEgress, (await rig.RefusedAsync(SomeEffect.Page("http://flip.example/"))).Reason);
        await rig.FetchAsync(SomeEffect.Page("http://flip.example/"));
        Assert.All(rig.Dialer.Dialled, dialled => Assert.Equal(EgressRig.Public, dialled.Address.ToString()));
        Assert.Equal(3, rig.Resolver.Asked.Count);
    }

    [Fact]
    [Trait("Row", "I-177")]
    [Trait("Row", "I-218")]
    public async Task A_configured_endpoint_is_for_its_caller_host_and_port()
    {
        using var rig = new EgressRig();
        rig.Resolver.Answer("models.example", "192.168.1.5");
        Assert.Equal("ok", await rig.FetchAsync(SomeEffect.Model(EgressRig.ModelServer)));
        Assert.Equal("ok", await rig.FetchAsync(SomeEffect.Model("http://models.example:8080/v1")));
        Assert.Equal("models.example (or completed)", rig.Resolver.Asked.Last());
        Assert.Equal(["127.0.0.1:11434", "192.168.1.5:8080"], rig.Dialer.Dialled.Select(dialled => dialled.ToString()));
        await rig.RefusedAsync(SomeEffect.Model("http://127.0.0.1:11435/v1/chat"));
        await rig.RefusedAsync(SomeEffect.Model("http://models.example:8081/v1"));
        await rig.RefusedAsync(SomeEffect.Page(EgressRig.ModelServer));
        await rig.RefusedAsync(SomeEffect.Get(EgressRig.ModelServer));
        await rig.RefusedAsync(SomeEffect.Page("http://models.example:8080/v1"));
        Assert.Equal(2, rig.Dialer.Dialled.Count);
    }

    [Theory]
    [Trait("Row", "I-177")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fd00:ec2::254")]
    public async Task Metadata_is_not_reached_even_where_private_is_configured(string address)
    {
        using var rig = new EgressRig();
        rig.Resolver.Answer("models.example", address);
        Assert.Contains(
            "MetadataAddress",
            (await rig.RefusedAsync(SomeEffect.Model("http://models.example:8080/v1"))).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task The_next_checked_address_is_tried_when_one_does_not_answer()
    {
        using var rig = new EgressRig();
        rig.Resolver.Answer("two.example", "93.184.215.1", "93.184.215.2");
        rig.Dialer.Refusing.Add("93.184.215.1");
        Assert.Equal("ok", await rig.FetchAsync(SomeEffect.Page("http://two.example/")));
        Assert.Equal(["93.184.215.1:80", "93.184.215.2:80"], rig.Dialer.Dialled.Select(dialled => dialled.ToString()));
    }

    [Fact]
    public async Task No_address_and_no_name_are_unreachable()
    {
        using var rig = new EgressRig();
        rig.Resolver.Answer("empty.example");
        Assert.NotEqual(FailureReason.Internal, (await rig.RefusedAsync(SomeEffect.Page("http://empty.example/"))).Reason);
        Assert.Equal(FailureReason.Unreachable, (await rig.RefusedAsync(SomeEffect.Page("http://nowhere.example/"))).Reason);
    }

    [Fact]
    [Trait("Row", "I-218")]
    public async Task Forbidden_names_are_not_even_asked_for()
    {
        using var rig = new EgressRig();
        foreach (
            var url in (string[])["http://localhost/", "http://db.internal/", "http://printer.local/", "http://metadata.google.internal/"]
        )
        {
            await rig.RefusedAsync(SomeEffect.Page(url));
        }

        Assert.Empty(rig.Resolver.Asked);
        Assert.Empty(rig.Dialer.Dialled);
    }
}
