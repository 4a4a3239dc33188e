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
    [InlineData("memory_write", """{"content":"x","target":"../../etc/passwd"}""", "..")]
    [InlineData("memory_write", """{"content":"x","append":"maybe"}""", "true or false")]
    [InlineData("memory_search", """{"query":"x","limit":51}""", "1 to 50")]
    [InlineData("memory_delete", "{}", "missing")]
    [InlineData("memory_delete", """{"path":"../a"}""", "..")]
    [InlineData("extract", """{"url":"https://a.example/","type":"number"}""", "question is missing")]
    [InlineData("extract", """{"url":"https://a.example/","question":"q","type":"text"}""", "one of")]
    [InlineData("extract", """{"question":"q","type":"number"}""", "either a url or a path")]
    [InlineData("extract", """{"url":"https://a.example/","path":"a.md","question":"q","type":"number"}""", "either a url or a path")]
    [InlineData("extract", """{"url":"ftp://a.example/","question":"q","type":"number"}""", "https://")]
    [InlineData("extract", """{"path":"/a.md","question":"q","type":"number"}""", "relative")]
    [InlineData("extract", """{"path":"a.md","question":"q","type":"enum","options":"a,b"}""", "list of texts")]
    [InlineData("extract", """{"path":"a.md","question":"q","type":"enum","options":["a",1]}""", "list of texts")]
    [InlineData("extract", """{"path":"a.md","question":"q","type":"enum","options":["a"]}""", "2 to 16")]
    [InlineData("extract", """{"path":"a.md","question":"q","type":"enum"}""", "2 to 16")]
    [InlineData("extract", """{"path":"a.md","question":"q","type":"number","options":["a","b"]}""", "enum only")]
    [InlineData("extract", """{"path":"a.md","question":"\ud800","type":"number"}""", "Unicode")]
    [InlineData("extract", """{"path":"a.md","question":"q","type":"enum","options":["a","\ud800"]}""", "not valid JSON")]
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
    public void Extract_plans_one_source_one_question_and_its_options()
    {
        var extract = Assert.IsType<ExtractValue>(
            Plan("extract", """{"url":"https://a.example/x","question":"Which?","type":"enum","options":["a","b"]}""")
        );

        Assert.Equal(
            ("https://a.example/x", "", "Which?", AnswerType.Enum),
            (extract.Target?.Url, extract.Path, extract.Question, extract.Type)
        );
        Assert.Equal("a|b", string.Join("|", extract.Options));
        var note = Assert.IsType<ExtractValue>(Plan("extract", """{"path":"memory","question":"Which?","type":"date"}"""));
        Assert.Equal((null, "MEMORY.md"), (note.Target, note.Path));
    }

    [Fact]
    public void Deleting_names_the_document_as_reading_does() =>
        Assert.Equal("MEMORY.md", Assert.IsType<DeleteMemory>(Plan("memory_delete", """{"path":"memory"}""")).Path);

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
