using System.Runtime.Versioning;
using Gatehouse.Storage.Home;

namespace Gatehouse.App.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class HomeFolderTests : IDisposable
{
    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Creates_the_folder_and_its_subfolders_for_the_owner_only()
    {
        using var home = HomeFolder.Open(_temp["home"]);

        Assert.Empty(home.Notices);
        string[] folders = [home.Path, _temp["home/run"], home.LogsPath, home.ArtifactsPath];
        Assert.All(folders, folder => Assert.Equal(Folder, File.GetUnixFileMode(folder)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_temp["home/run/lock"]));
    }

    [Fact]
    public void Closes_a_folder_that_others_can_enter_and_tells()
    {
        Directory.CreateDirectory(_temp["home"], Folder | UnixFileMode.GroupRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(_temp["home"], Folder | UnixFileMode.GroupRead | UnixFileMode.OtherExecute);

        using var home = HomeFolder.Open(_temp["home"]);

        Assert.Contains("0700", Assert.Single(home.Notices));
        Assert.Equal(Folder, File.GetUnixFileMode(_temp["home"]));
    }

    [Fact]
    public void Refuses_a_second_server_and_names_the_first()
    {
        using var first = HomeFolder.Open(_temp["home"]);

        var refused = Assert.Throws<HomeInUseException>(() => HomeFolder.Open(_temp["home"]));

        Assert.Equal(Environment.ProcessId, refused.Pid);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message);
    }

    [Fact]
    public void Is_free_again_when_the_server_that_held_it_was_killed()
    {
        using var server = new Child("hold-home", _temp["home"]);
        Assert.Equal("held", server.ReadLine());
        Assert.Equal(server.Id, Assert.Throws<HomeInUseException>(() => HomeFolder.Open(_temp["home"])).Pid);

        server.Kill();

        using var home = HomeFolder.Open(_temp["home"]);
    }

    [Fact]
    public void Is_free_again_when_it_was_disposed()
    {
        HomeFolder.Open(_temp["home"]).Dispose();

        using var home = HomeFolder.Open(_temp["home"]);

        Assert.Equal(_temp["home"], home.Path);
    }

    [Theory]
    [InlineData(HomeFolder.MaxSocketPathBytes, true)]
    [InlineData(HomeFolder.MaxSocketPathBytes + 1, false)]
    public void Takes_a_path_only_when_its_socket_fits(int bytes, bool fits)
    {
        var name = new string('h', bytes - _temp[""].Length - "/run/control.sock".Length);

        var problem = Record.Exception(() => HomeFolder.Open(_temp[name]).Dispose());

        Assert.Equal(!fits, problem is HomeUnusableException);
        Assert.Equal(fits, Directory.Exists(_temp[name]));
    }

    [Fact]
    public void Refuses_a_path_that_is_a_file()
    {
        File.WriteAllText(_temp["home"], "");

        Assert.Throws<HomeUnusableException>(() => HomeFolder.Open(_temp["home"]));
    }
}
