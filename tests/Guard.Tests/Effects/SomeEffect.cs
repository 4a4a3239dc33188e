using System.Collections.Immutable;
using System.Text;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Effects;

/// <summary>Effects that a test needs and knows to be valid.</summary>
internal static class SomeEffect
{
    public static HttpRequest Request(WebMethod method, string url, string body = "", params HeaderField[] headers) =>
        HttpRequest.TryCreate(method, Some.Target(url), [.. headers], Encoding.UTF8.GetBytes(body), out var refusal)
        ?? throw new ArgumentException(refusal);

    public static HttpRequest Post(string url = "https://api.example/v1/things", string body = """{"a":1}""") =>
        Request(WebMethod.Post, url, body, new HeaderField("Content-Type", "application/json"));

    public static HttpRequest Get(string url = "https://api.example/v1/things") => Request(WebMethod.Get, url);

    public static FetchPage Page(string url = "https://news.example/today") => new(Some.Target(url));

    public static WriteMemory Write(string content = "likes tea") => new("notes/me.md", content, Append: true);

    public static DeleteMemory Delete(string path = "notes/me.md") => new(path);

    public static CreateToken Token(string name = "editor", long expires = 0) =>
        new(name, "chat", 1_767_225_600_000, expires, new string('a', 64));

    public static ExtractValue Extract(
        string? url = "https://news.example/today",
        string path = "",
        AnswerType type = AnswerType.Number,
        string[]? options = null,
        string question = "How many?"
    ) =>
        ExtractValue.TryCreate(url is null ? null : Some.Target(url), path, question, type, [.. options ?? []], out var refusal)
        ?? throw new ArgumentException(refusal);

    public static ChangeSettings Settings(params SettingChange[] changes) =>
        ChangeSettings.TryCreate(changes.Length == 0 ? [new SettingChange("BUDGET_USD_PER_DAY", "2")] : changes)
        ?? throw new ArgumentException("no changes, or a name twice");

    public static ReadMemory Read() => new("", "tea", 5);

    public static Compute Time() => new("time", "{}");

    public static ModelCall Model(string? endpoint = null, string prompt = "[]", int messages = 1, int maxTokens = 100) =>
        new("some", endpoint is null ? null : Some.Target(endpoint), "m-1", Encoding.UTF8.GetBytes(prompt), messages, maxTokens);

    public static string Text(Effect effect) => Encoding.UTF8.GetString(EffectCodec.Encode(effect));

    public static ImmutableArray<HeaderField> Headers(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new HeaderField($"X-H{number}", "v"))];
}
