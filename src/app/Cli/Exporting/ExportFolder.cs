using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Cli.Exporting;

/// <summary>A new folder (0700) with files (0600) that gets its name when it is complete, and is gone when it does not.</summary>
internal sealed class ExportFolder : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly string _target;
    private readonly string _fresh;
    private bool _done;

    /// <exception cref="IOException">The name is taken, or nothing can be made beside it.</exception>
    public ExportFolder(string target)
    {
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        _fresh = $"{_target}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.part";
        if (Path.Exists(_target))
        {
            throw new IOException($"{target} is there already and was left alone. Name a new folder.");
        }

        Make(_fresh);
    }

    public void Folder(string name) => Make(Path.Combine(_fresh, name));

    /// <param name="name">Of this program's own making: nothing that a server said is used as a path unchanged.</param>
    public StreamWriter File(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new StreamWriter(Path.Combine(_fresh, name), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options);
    }

    public async Task WriteAsync(string name, string text, CancellationToken ct)
    {
        await using var file = File(name);
        await file.WriteAsync(text.AsMemory(), ct);
        await file.WriteAsync("\n".AsMemory(), ct);
    }

    public void Complete()
    {
        Directory.Move(_fresh, _target);
        _done = true;
    }

    public void Dispose()
    {
        if (!_done)
        {
            Directory.Delete(_fresh, recursive: true);
        }
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new IOException("an export needs Unix file modes; on Windows, run Gatehouse in WSL or a container.");
        }

        Directory.CreateDirectory(path, OwnerFolder);
    }
}
