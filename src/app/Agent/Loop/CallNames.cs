using System.Security.Cryptography;
using Gatehouse.Agent.Threads;

namespace Gatehouse.Agent.Loop;

/// <summary>Makes what a model wrote usable as names: ids unique in the conversation, tool names of the characters that names have.</summary>
internal static class CallNames
{
    private const int MaxLength = 64;

    public static IReadOnlyList<ToolCall> Clean(IReadOnlyList<ToolCall> calls, IEnumerable<ThreadMessage> before)
    {
        var taken = before.SelectMany(message => message.Calls).Select(call => call.Id).ToHashSet(StringComparer.Ordinal);
        return [.. calls.Select(call => call with { Id = Id(call.Id, taken), Name = Name(call.Name) })];
    }

    private static string Id(string wanted, HashSet<string> taken)
    {
        var id = wanted.Length is > 0 and <= MaxLength && wanted.All(IsNameCharacter) && !taken.Contains(wanted) ? wanted : Fresh();
        taken.Add(id);
        return id;
    }

    private static string Name(string wanted)
    {
        var name = string.Concat(wanted.Where(IsNameCharacter).Take(MaxLength));
        return name.Length == 0 ? "unnamed" : name;
    }

    // Nine letters and digits: the one form that every provider takes (Mistral takes no other).
    private static string Fresh() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 9);

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
