using Gatehouse.Security.Paths;

namespace Gatehouse.Fuzz.Targets;

/// <summary>Relative paths, as text and as the path of a URL: what is accepted stays beneath whatever root it is joined to.</summary>
internal sealed class PathTarget : FuzzTarget
{
    private const string Root = "/srv/root";

    public override string Name => "path";

    public override IEnumerable<string> Seeds =>
        ["a/b.txt", "notes/2026-03.md", "my%20file", "%C3%A9/x", "../a", "a\\b", "C:x", "nul.txt", "a%2f..%2fb", "日記/😀"];

    public override IEnumerable<string> Atoms =>
        "/|//|../|..|.|./|\\|..\\|%2e|%2E%2e|%2f|%5c|%00|%25|%252e|%c0%af|%e0%80%af|%ff|%|C:|:|\\\\?\\|CON|con.|NUL.txt|COM1|LPT¹|~|\uff0f|\uff0e|\u2025|\u2215|?|#".Split(
            '|'
        );

    public override string Check(string input)
    {
        var isPath = RelativePath.TryParse(input, out var path, out var why);
        var isUrl = RelativePath.TryParseUrl(input, out var decoded, out var whyUrl);
        Must(
            isPath == (why == PathRejection.None) && isUrl == (whyUrl == PathRejection.None),
            "a refusal has a reason, and only a refusal"
        );
        if (isPath)
        {
            Must(path!.Value == input, "a path is the text that was given");
            CheckBeneath(path);
        }

        if (isUrl)
        {
            CheckBeneath(decoded!);
            Must(RelativePath.TryParse(decoded!.Value, out var same, out _) && same.Equals(decoded), "a decoded path is a path");
            Must(Uri.UnescapeDataString(decoded.Value) == decoded.Value, "nothing is left to decode");
            Must(input.Contains('%', StringComparison.Ordinal) || isPath, "without codes both readings agree");
        }

        return $"{why} {whyUrl}";
    }

    private static void CheckBeneath(RelativePath path)
    {
        var full = Path.GetFullPath(Path.Combine(Root, path.Value));
        Must(full == $"{Root}/{path.Value}", "joined to a root it means itself");
        Must(
            path.Names.All(name => name is not ("" or "." or "..") && System.Text.Encoding.UTF8.GetByteCount(name) <= 255),
            "names are names"
        );
        Must(
            !path.Value.Any(c => c is '\\' or ':' || char.IsControl(c) || char.IsWhiteSpace(c) && c != ' '),
            "nothing in it is syntax elsewhere"
        );
    }
}
