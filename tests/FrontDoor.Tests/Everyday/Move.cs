using System.Text.Json;
using Gatehouse.OpenAiServer;

namespace Gatehouse.FrontDoor.Tests.Everyday;

/// <summary>One reply of the scripted model: what a sensible model would do at this point.</summary>
/// <param name="Sees">Text that must be before the model, or it has no reply: who says what a page says has read it.</param>
internal sealed record Move(string Text, string? Tool, object? Arguments, string? Sees)
{
    public static Move Read(string url, string? sees = null) => new("", "web_fetch", new { url }, sees);

    public static Move Find(string query, string? sees = null) => new("", "memory_search", new { query }, sees);

    public static Move Open(string path, string? sees = null) => new("", "memory_read", new { path }, sees);

    public static Move Note(string content, string? sees = null) => new("", "memory_write", new { content }, sees);

    public static Move Note(string path, string content, string? sees) => new("", "memory_write", new { content, path }, sees);

    public static Move Rewrite(string path, string content, string? sees = null) =>
        new(
            "",
            "memory_write",
            new
            {
                content,
                path,
                append = false,
            },
            sees
        );

    public static Move Time(object arguments, string? sees = null) => new("", "time", arguments, sees);

    public static Move Send(string method, string url, string? body = null, string? header = null, string? sees = null) =>
        new("", "http", Request(method, url, body, header), sees);

    public static Move Say(string text, string? sees = null) => new(text, null, null, sees);

    public Reply Reply(int number) =>
        new()
        {
            Text = Text,
            ToolCalls = Tool is null ? [] : [new ReplyToolCall($"call_{number}", Tool, JsonSerializer.Serialize(Arguments))],
            When = Sees,
        };

    private static Dictionary<string, object> Request(string method, string url, string? body, string? header)
    {
        var request = new Dictionary<string, object> { ["method"] = method, ["url"] = url };
        if (body is not null)
        {
            request["body"] = body;
        }

        if (header?.Split(": ") is [var name, var value])
        {
            request["headers"] = new[] { new { name, value } };
        }

        return request;
    }
}
