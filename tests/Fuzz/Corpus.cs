using System.Security.Cryptography;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.Fuzz;

/// <summary>Texts that once failed, one file each: <c>tests/Fuzz/corpus/TARGET/*.txt</c>. A test replays them.</summary>
public static class Corpus
{
    private static string Folder(FuzzTarget target) => Path.Combine(Repository.Root, "tests", "Fuzz", "corpus", target.Name);

    public static IReadOnlyList<string> Load(FuzzTarget target) =>
        Directory.Exists(Folder(target))
            ? [.. Directory.GetFiles(Folder(target), "*.txt").Order().Select(file => EscapedText.Unescape(File.ReadAllText(file)))]
            : [];

    /// <returns>The file, relative to the repository.</returns>
    public static string Save(FuzzTarget target, string input)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(input)))[..12] + ".txt";
        Directory.CreateDirectory(Folder(target));
        var file = Path.Combine(Folder(target), name);
        File.WriteAllText(file, EscapedText.Escape(input));
        return Path.GetRelativePath(Repository.Root, file);
    }
}
