namespace Gatehouse.App.Tests.Storage;

/// <summary>A folder of one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("gh-").FullName;

    public string Path { get; }

    public string this[string name] => $"{Path}/{name}";

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
