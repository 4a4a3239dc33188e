using System.Diagnostics;
using System.Globalization;

namespace Gatehouse.FrontDoor.Tests.Backups;

/// <summary>A disk of its own that is soon full, in the mount namespace of the tests.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string path, int kilobytes)
    {
        Directory.CreateDirectory(path);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k,mode=0700");
        await RunAsync("mount", "-t", "tmpfs", "-o", size, "small", path);
        return new SmallDisk(path);
    }

    public async ValueTask DisposeAsync() => await RunAsync("umount", Path);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        await run.WaitForExitAsync();
        Assert.Equal(0, run.ExitCode);
    }
}
