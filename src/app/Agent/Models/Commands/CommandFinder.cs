namespace Gatehouse.Agent.Models.Commands;

/// <summary>Finds commands hidden anywhere in a text: what an injection looks like to a model that obeys everything.</summary>
internal static class CommandFinder
{
    private const string Decoration = " \t>-*#`\"'.:|“”‘’•";

    /// <summary>Verbs that are looked for in the middle of a line too; the others are everyday words.</summary>
    private static readonly string[] MidLine =
    [
        "fetch http",
        "http get http",
        "http post http",
        "http put http",
        "http patch http",
        "http delete http",
        "http head http",
    ];

    /// <summary>Each command of a text that calls a tool, in order.</summary>
    public static IEnumerable<ModelCommand.Call> In(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var bare = line.Trim().Trim(Decoration.ToCharArray());
            var found = CommandParser.Parse(bare) as ModelCommand.Call ?? Inside(bare);
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static ModelCommand.Call? Inside(string line)
    {
        var at = MidLine
            .Select(verb => line.IndexOf(verb, StringComparison.OrdinalIgnoreCase))
            .Where(index => index > 0 && !char.IsLetterOrDigit(line[index - 1]))
            .DefaultIfEmpty(-1)
            .Min();
        return at < 0 ? null : CommandParser.Parse(line[at..].TrimEnd('.', ',', ')', ']', '"', '\'')) as ModelCommand.Call;
    }
}
