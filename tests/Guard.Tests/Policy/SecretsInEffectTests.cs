using System.Collections.Immutable;
using System.Text;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Policy;

/// <summary>What holds a key is refused before the owner is asked, wherever in the effect it stands and however it is wrapped.</summary>
[Trait("Row", "I-182")]
public sealed class SecretsInEffectTests
{
    private static readonly string Base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes($"key={SecretText.Key}"));

    public static TheoryData<string, Effect> Refused =>
        new()
        {
            { "in a page's address", SomeEffect.Page($"https://news.example/?k={SecretText.Key}") },
            { "in a path", SomeEffect.Page($"https://news.example/{SecretText.Key}/x") },
            { "in base64 in an address", SomeEffect.Page($"https://news.example/?k={Uri.EscapeDataString(Base64)}") },
            { "in a request's body", Request("https://api.example/", [], $"{{\"token\":\"{SecretText.Key}\"}}") },
            { "in base64 in a body", Request("https://api.example/", [], Base64) },
            { "in a header", Request("https://api.example/", [new HeaderField("X-Key", SecretText.Key)], "") },
            {
                "as a bearer header",
                Request(
                    "https://api.example/",
                    [new HeaderField("Authorization", "Bearer " + new string('q', 12) + "7Xw2mB9tLw4zPd8s")],
                    ""
                )
            },
            { "in memory", new WriteMemory("notes.md", SecretText.Key, Append: true) },
        };

    public static TheoryData<string, Effect> NotRefused =>
        new()
        {
            {
                "a hash in an address",
                SomeEffect.Page("https://news.example/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            },
            { "a UUID", SomeEffect.Page("https://news.example/f47ac10b-58cc-4372-a567-0e02b2c3d479") },
            { "prose", new WriteMemory("notes.md", "The risk-adjusted return on equity is a task-oriented measure.", Append: true) },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused(string where, Effect effect)
    {
        Assert.NotEmpty(where);
        Assert.Equal(DenyReason.SecretInRequest, Assert.IsType<Decision.Deny>(Decide(effect)).Reason);
    }

    [Fact]
    public void Not_even_the_owner_stores_one_as_a_setting() =>
        Assert.Equal(
            new Decision.Deny(DenyReason.SecretInRequest) { Row = PolicyRow.Authority },
            new GatePolicy([], new FakeClock()).Decide(
                SomeEffect.Settings(new SettingChange("LLM_MODEL", SecretText.Key)),
                Contexts.ByOwner,
                [],
                null
            )
        );

    [Theory]
    [MemberData(nameof(NotRefused))]
    public void What_only_looks_alike_is_not(string what, Effect effect)
    {
        Assert.NotEmpty(what);
        Assert.IsType<Decision.Allow>(Decide(effect));
    }

    private static Decision Decide(Effect effect) => new GatePolicy([], new FakeClock()).Decide(effect, Contexts.Clean, [], approval: null);

    private static HttpRequest Request(string url, ImmutableArray<HeaderField> headers, string body) =>
        HttpRequest.TryCreate(WebMethod.Post, Some.Target(url), headers, Encoding.UTF8.GetBytes(body), out var refusal)
        ?? throw new InvalidOperationException(refusal);
}
