namespace Gatehouse.Testing;

/// <summary>What a suite measured, in one line: eng/test.sh prints it at the end of a run.</summary>
public static class Numbers
{
    public static void Publish(string name, string line)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "test-logs"));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".number"), line + "\n");
    }
}
