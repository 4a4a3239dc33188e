using System.Text;
using Gatehouse.Agent.Tools;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Agent;

public sealed class ToolPlanTests
{
    private static readonly PlanSnapshot Snapshot = new(new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    [Theory]
    [InlineData("""{"url":"https://a.example/","headers":[{"name":"X-A","value":"1"}]}""")]
    [InlineData("""{"url":"https://a.example/","headers":{"X-A":"1"}}""")]
    public void Http_takes_headers_as_a_list_or_an_object(string arguments)
    {
        var request = Assert.IsType<HttpRequest>(Plan("http", arguments));

        Assert.Equal([new HeaderField("X-A", "1")], request.Headers.ToList());
    }

    [Fact]
    public void Http_sends_an_object_as_the_json_it_is_and_says_so()
    {
        var request = Assert.IsType<HttpRequest>(Plan("http", """{"url":"https://a.example/","method":"post","body":{"a": [1]}}"""));

        Assert.Equal("""{"a": [1]}""", Encoding.UTF8.GetString(request.Body.Span));
        Assert.Equal([new HeaderField("Content-Type", "application/json")], request.Headers.ToList());
    }

    [Theory]
    [InlineData("http", """{"url":"https://a.example/","timeout_secs":5}""", "unknown argument")]
    [InlineData("http", """{"url":"https://a.example/","method":"TRACE"}""", "method")]
    [InlineData("http", """{"url":"https://a.example/","headers":[{"name":"Host","value":"b"}]}""", "transport")]
    [InlineData("http", """{"url":"https://a.example/","headers":[{"name":"X","value":"a\r\nY: b"}]}""", "printable")]
    [InlineData("http", """{"url":"https://a.example/","headers":[{"name":"X"}]}""", "name and a value")]
    [InlineData("http", """{"url":"https://a.example/","body":"x"}""", "no body")]
    [InlineData("http", """{"url":"ftp://a.example/"}""", "https://")]
    [InlineData("web_fetch", """{"url":"https://a.example/../b"}""", "step")]
    [InlineData("web_fetch", "{}", "missing")]
    [InlineData("memory_write", """{"content":"x","target":"../../etc/passwd"}""", "relative")]
    [InlineData("memory_write", """{"content":"x","append":"maybe"}""", "true or false")]
    [InlineData("memory_search", """{"query":"x","limit":51}""", "1 to 50")]
    [InlineData("time", """{"operation":"travel"}""", "one of")]
    [InlineData("echo", "[]", "JSON object")]
    [InlineData("echo", """{"message":"\ud800"}""", "Unicode")]
    [InlineData("echo", """{"message":{"a":1}}""", "must be text")]
    public void Refuses_and_says_why(string tool, string arguments, string why)
    {
        var refused = Assert.IsType<ToolPlan.Refused>(ToolCatalog.BuiltIn.Plan(tool, arguments, Snapshot));

        Assert.Contains(why, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_goes_to_the_owners_day()
    {
        var auckland = Snapshot with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland") };

        var wanted = Assert.IsType<ToolPlan.Wanted>(ToolCatalog.BuiltIn.Plan("memory_write", """{"content":"x"}""", auckland));

        Assert.Equal("daily/2026-03-02.md", Assert.IsType<WriteMemory>(wanted.Effect).Path);
    }

    [Fact]
    public void The_same_call_plans_the_same_bytes()
    {
        Assert.NotEmpty(ToolCatalog.BuiltIn.Offered);
        Assert.Equal(
            EffectCodec.Encode(Plan("memory_write", """{"content":"x"}""")),
            EffectCodec.Encode(Plan("memory_write", """{"content":"x"}"""))
        );
    }

    private static Effect Plan(string tool, string arguments) =>
        Assert.IsType<ToolPlan.Wanted>(ToolCatalog.BuiltIn.Plan(tool, arguments, Snapshot)).Effect;
}
