using System.Security.Cryptography;
using Gatehouse.Contracts.Completions;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Server.Completions;

/// <summary>What all pieces of one answer have in common.</summary>
/// <param name="Created">Unix time, seconds.</param>
internal sealed record CompletionId(string Id, long Created, string Model)
{
    public static CompletionId Create(string model, TimeProvider clock) =>
        new($"chatcmpl-{RandomNumberGenerator.GetHexString(32, lowercase: true)}", clock.GetUtcNow().ToUnixTimeSeconds(), model);

    /// <summary>For a call whose model gave it no id.</summary>
    public static string OfCall(string given) =>
        given.Length > 0 ? given : $"call_{RandomNumberGenerator.GetHexString(24, lowercase: true)}";

    /// <summary>Some servers say stop where a client waits to hear of the calls.</summary>
    public static string Finish(string said, int calls) => calls > 0 && said == "stop" ? "tool_calls" : said;

    public static CompletionUsage? Usage(TokenUsage? tokens) =>
        tokens is null ? null : new CompletionUsage(tokens.Input, tokens.Output, tokens.Total);
}
