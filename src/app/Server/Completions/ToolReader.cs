using System.Buffers;
using System.Text.Json;
using Gatehouse.Agent.Prompts;

namespace Gatehouse.Server.Completions;

/// <summary>Reads the tools that a program declares. They are told to the model and never run here.</summary>
internal static class ToolReader
{
    /// <summary>Tools of one request. The number is OpenAI's.</summary>
    private const int MaxTools = 128;

    private const int MaxName = 64;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static bool IsName(string name) => name.Length is > 0 and <= MaxName && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    public static IReadOnlyList<PromptTool> Tools(Members request)
    {
        var tools = request.Objects("tools", MaxTools).Select(Tool).ToList();
        return tools.DistinctBy(tool => tool.Name, StringComparer.Ordinal).Count() == tools.Count
            ? tools
            : throw request.Bad("tools", "Two tools have the same name.");
    }

    /// <summary>What the model may do with the tools; nulls when the request does not say.</summary>
    public static (string? Choice, string? Name) Choice(Members request, IReadOnlyList<PromptTool> tools)
    {
        switch (request.Any("tool_choice"))
        {
            case null:
                return (null, null);
            case { ValueKind: JsonValueKind.String } word when word.GetString() is "none" or "auto" or "required":
                return word.GetString() == "required" && tools.Count == 0
                    ? throw request.Bad("tool_choice", "tool_choice: required needs tools.")
                    : (word.GetString(), null);
            case { ValueKind: JsonValueKind.Object }:
                return ("required", Named(request.NeedObject("tool_choice"), tools));
            default:
                throw request.Bad(
                    "tool_choice",
                    "tool_choice must be none, auto, required or {\"type\":\"function\",\"function\":{\"name\":…}}."
                );
        }
    }

    private static string Named(Members choice, IReadOnlyList<PromptTool> tools)
    {
        choice.RefuseOthers("type", "function");
        if (choice.NeedText("type") != "function")
        {
            throw choice.Bad("type", "tool_choice.type must be function.");
        }

        var function = choice.NeedObject("function");
        function.RefuseOthers("name");
        var name = function.NeedText("name");
        return tools.Any(tool => tool.Name == name)
            ? name
            : throw function.Bad("name", "tool_choice names a tool that is not among the tools.");
    }

    private static PromptTool Tool(Members tool)
    {
        tool.RefuseOthers("type", "function");
        if (tool.NeedText("type") != "function")
        {
            throw tool.Bad("type", $"{tool.Path("type")} must be function.");
        }

        var function = tool.NeedObject("function");
        function.RefuseOthers("name", "description", "parameters", "strict");
        var name = function.NeedText("name");
        return !IsName(name) ? throw function.Bad("name", $"{function.Path("name")} must have 1 to {MaxName} letters, digits, _ or -.")
            : function.Any("parameters") is null or { ValueKind: JsonValueKind.Object }
                ? new PromptTool(
                    name,
                    function.Text("description") ?? "",
                    function.Any("parameters")?.Clone() ?? NoParameters,
                    function.Flag("strict")
                )
            : throw function.Bad("parameters", $"{function.Path("parameters")} must be a JSON schema.");
    }
}
