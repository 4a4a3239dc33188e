namespace Gatehouse.Bench;

/// <summary>Where a bench finds the repository and keeps what it makes.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Scratch">A folder of the bench's own under artifacts/; it exists.</param>
internal sealed record BenchFolder(string Root, string Scratch)
{
    public static BenchFolder Find(string name)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Gatehouse.slnx")))
        {
            root =
                Path.GetDirectoryName(root) ?? throw new InvalidOperationException("No Gatehouse.slnx above the program: run ./dev bench.");
        }

        return new(root, Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench", name)).FullName);
    }
}
