using System.Text.Json.Nodes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>Reads <c>[METHOD] URL [-H "Name: value"]… [body…]</c>.</summary>
internal static class HttpCommand
{
    private const string Usage = "http GET URL, or: http POST URL -H \"Name: value\" body";

    public static ModelCommand Parse(string text)
    {
        var rest = text;
        var first = Word(ref rest);
        var method = WebMethods.Parse(first.ToUpperInvariant());
        var url = method is null ? first : Word(ref rest);
        if (url.Length == 0)
        {
            return new ModelCommand.Incomplete(Usage);
        }

        var headers = new JsonArray();
        while (rest.StartsWith("-H ", StringComparison.Ordinal))
        {
            rest = rest[2..].TrimStart();
            if (Header(Value(ref rest)) is not { } header)
            {
                return new ModelCommand.Incomplete(Usage);
            }

            headers.Add(header);
        }

        var arguments = new JsonObject { ["url"] = url, ["method"] = (method ?? WebMethod.Get).Wire() };
        if (headers.Count > 0)
        {
            arguments["headers"] = headers;
        }

        if (rest.Length > 0)
        {
            arguments["body"] = rest;
        }

        return new ModelCommand.Call("http", arguments);
    }

    private static JsonObject? Header(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new JsonObject { ["name"] = text[..colon].Trim(), ["value"] = text[(colon + 1)..].Trim() };
    }

    private static string Word(ref string rest)
    {
        var end = rest.AsSpan().IndexOfAny(" \t\r\n");
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? "" : rest[end..].TrimStart();
        return word;
    }

    // A quoted value ends at its quote; there is no escaping, so a value with both kinds of quotes cannot be written.
    private static string Value(ref string rest)
    {
        if (rest is not ['"' or '\'', ..] || rest.IndexOf(rest[0], 1) is not (> 0 and var close))
        {
            return Word(ref rest);
        }

        var value = rest[1..close];
        rest = rest[(close + 1)..].TrimStart();
        return value;
    }
}
