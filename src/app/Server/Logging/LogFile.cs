using System.Text;
using Gatehouse.Storage.Home;

namespace Gatehouse.Server.Logging;

/// <summary>A log file that only its owner can read, and that starts anew before it gets large. Thread-safe.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Largest file: opens in any editor.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>Older files kept beside the current one.</summary>
    private const int Kept = 3;

    private const string Name = "gatehouse.log";

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly string _path;
    private FileStream _file;

    public LogFile(string folder)
    {
        (_folder, _path) = (folder, Path.Combine(folder, Name));
        _file = Open();
    }

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            if (_file.Length + bytes.Length > MaxBytes)
            {
                RotateUnsynchronized();
            }

            _file.Write(bytes);
            _file.Flush();
        }
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
#pragma warning disable CA1031 // As in writing: whatever the disk says.
        catch (Exception)
#pragma warning restore CA1031
        {
            // A last line that the disk did not take.
        }
    }

    private void RotateUnsynchronized()
    {
        _file.Dispose();
        for (var age = Kept; age > 1; age--)
        {
            if (File.Exists($"{_path}.{age - 1}"))
            {
                File.Move($"{_path}.{age - 1}", $"{_path}.{age}", overwrite: true);
            }
        }

        File.Move(_path, $"{_path}.1", overwrite: true);
        _file = Open();
    }

    private FileStream Open() => HomeFile.Open(_folder, Name, BeneathMode.Append);
}
