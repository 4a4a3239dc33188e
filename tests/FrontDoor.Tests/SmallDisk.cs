using System.Diagnostics;
using System.Globalization;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests;

/// <summary>A small disk in memory, that can be full or read-only. Mounted where only this test run sees it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gh-disk-").FullName;

    private SmallDisk() { }

    public string Path => _folder;

    /// <summary>The home, with room beside it for what fills the disk.</summary>
    public string Home => System.IO.Path.Combine(_folder, "home");

    private string Filling => System.IO.Path.Combine(_folder, "filling");

    /// <param name="kilobytes">12 MB hold a home that works, with its logs.</param>
    public static async Task<SmallDisk> MountAsync(int kilobytes = 12 * 1024)
    {
        var disk = new SmallDisk();
        await RunAsync(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k,mode=0700"),
            "tmpfs",
            disk._folder
        );
        return disk;
    }

    /// <summary>To the last page.</summary>
    public void Fill()
    {
        // Without a buffer: what does not fit is told by the write, not by closing.
        using var file = new FileStream(Filling, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Filling);

    public Task ReadOnlyAsync() => RunAsync("mount", "-o", "remount,ro", _folder);

    public Task WritableAsync() => RunAsync("mount", "-o", "remount,rw", _folder);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", _folder);
        Directory.Delete(_folder);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        await using var process = ServerProcess.Start(new ProcessStartInfo(program, arguments));
        var code = await process.WaitForExitAsync();
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {process.Transcript()}");
    }
}
