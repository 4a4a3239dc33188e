using System.Text;

namespace Gatehouse.Bench.Leaks;

/// <summary>Ordinary text from this machine: what is installed here differs, so its make-up is printed with the numbers.</summary>
internal sealed class Corpus
{
    private const int PerKind = 2_000_000;
    private const int LargestFile = 300_000;

    // Small enough that a piece of a megabyte holds all kinds.
    private const int Slice = 40_000;

    private Corpus(byte[] bytes, string makeUp) => (Bytes, MakeUp) = (bytes, makeUp);

    /// <summary>UTF-8.</summary>
    public byte[] Bytes { get; }

    public string MakeUp { get; }

    public static Corpus Build(string root)
    {
        var dotnet =
            Path.GetDirectoryName(Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : null)
            ?? "/usr/share/dotnet";
        var kinds = new (string Name, byte[] Text)[]
        {
            ("C#", Read(root, "*.cs")),
            ("TypeScript", [.. Read(Path.Combine(root, "web"), "*.ts*"), .. Read(Path.Combine(root, "tests", "browser"), "*.ts")]),
            ("Markdown", [.. Read(root, "*.md"), .. Read("/usr/share/doc", "*.md")]),
            ("JSON", [.. Read(Path.Combine(root, "web"), "*.json"), .. Read(dotnet, "*.json")]),
            ("HTML", Read("/usr/share/doc", "*.html")),
            ("XML", Read(dotnet, "*.xml")),
        };
        var bytes = new List<byte>();
        for (var at = 0; at < PerKind; at += Slice)
        {
            foreach (var (_, text) in kinds)
            {
                bytes.AddRange(text.AsSpan(Math.Min(at, text.Length)..Math.Min(at + Slice, text.Length)));
            }
        }

        // Slices may cut a character in two; what a scanner gets is text.
        var whole = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString([.. bytes]));
        var makeUp = string.Join(
            ", ",
            kinds.Where(kind => kind.Text.Length > 0).Select(kind => $"{kind.Name} {kind.Text.Length / 1e6:0.0}")
        );
        return new Corpus(whole, $"{whole.Length / 1e6:0.0} MB ({makeUp})");
    }

    /// <summary>The corpus in pieces of about this many bytes, cut between characters.</summary>
    public IReadOnlyList<byte[]> Pieces(int size)
    {
        var pieces = new List<byte[]>();
        for (var at = 0; at + size <= Bytes.Length; )
        {
            var end = at + size;
            while (end < Bytes.Length && (Bytes[end] & 0xC0) == 0x80)
            {
                end++;
            }

            pieces.Add(Bytes[at..end]);
            at = end;
        }

        return pieces;
    }

    private static byte[] Read(string folder, string name)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var text = new List<byte>();
        foreach (var path in Directory.EnumerateFiles(folder, name, options).Where(IsSource).Order(StringComparer.Ordinal))
        {
            if (text.Count >= PerKind)
            {
                break;
            }

            if (new FileInfo(path).Length is > 0 and <= LargestFile)
            {
                text.AddRange(File.ReadAllBytes(path));
            }
        }

        return [.. text.Take(PerKind)];
    }

    private static bool IsSource(string path) =>
        !path.Contains("/artifacts/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal);
}
