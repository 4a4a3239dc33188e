using System.Text;

namespace Gatehouse.Server.Logging;

/// <summary>A log file that only its owner can read, and that starts anew before it gets large. Thread-safe.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Largest file: opens in any editor.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>Older files kept beside the current one.</summary>
    private const int Kept = 3;

    private readonly Lock gate = new();
    private readonly string path;
    private FileStream file;

    public LogFile(string folder)
    {
        path = Path.Combine(folder, "gatehouse.log");
        file = Open(path);
    }

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            if (file.Length + bytes.Length > MaxBytes)
            {
                RotateUnsynchronized();
            }

            file.Write(bytes);
            file.Flush();
        }
    }

    public void Dispose() => file.Dispose();

    private void RotateUnsynchronized()
    {
        file.Dispose();
        for (var age = Kept; age > 1; age--)
        {
            if (File.Exists($"{path}.{age - 1}"))
            {
                File.Move($"{path}.{age - 1}", $"{path}.{age}", overwrite: true);
            }
        }

        File.Move(path, $"{path}.1", overwrite: true);
        file = Open(path);
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
