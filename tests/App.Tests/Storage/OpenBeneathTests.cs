using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Gatehouse.Security.Paths;
using Gatehouse.Storage.Home;

namespace Gatehouse.App.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class OpenBeneathTests : IDisposable
{
    private const string Inside = "inside";
    private const string Outside = "outside";

    private readonly TempFolder _temp = new();

    public OpenBeneathTests()
    {
        Directory.CreateDirectory(_temp["root/a/b"]);
        Directory.CreateDirectory(_temp["out/b"]);
        File.WriteAllText(_temp["root/a/b/file"], Inside);
        File.WriteAllText(_temp["out/b/file"], Outside);
    }

    public void Dispose() => _temp.Dispose();

    public static TheoryData<string> Ways => ["openat2", "name by name"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_file_beneath_is_read(string way) => Assert.Equal(Inside, Read("a/b/file", way));

    [Fact]
    public void The_kernel_here_knows_openat2() =>
        Assert.Equal(-PosixFiles.NotThere, OpenBeneath.WithOpenAt2(-100, "no/such/file", OpenFlags.OfThisMachine!.For(BeneathMode.Read)));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_link_is_not_followed_wherever_it_stands_and_wherever_it_leads(string way)
    {
        File.CreateSymbolicLink(_temp["root/link"], _temp["out/b/file"]);
        File.CreateSymbolicLink(_temp["root/inner"], "a/b/file");
        Directory.CreateSymbolicLink(_temp["root/d"], _temp["out"]);
        Directory.CreateSymbolicLink(_temp["root/a/up"], "../..");
        Directory.CreateSymbolicLink(_temp["root/self"], ".");

        foreach (var path in new[] { "link", "inner", "d/b/file", "a/up/out/b/file", "self/a/b/file" })
        {
            Assert.Equal(OpenRefusal.Link, Refused(path, BeneathMode.Read, way));
            Assert.Equal(OpenRefusal.Link, Refused(path, BeneathMode.Append, way));
        }

        File.CreateSymbolicLink(_temp["root/dangling"], _temp["out/new"]);
        Assert.Equal(OpenRefusal.Link, Refused("dangling", BeneathMode.Append, way));
        Assert.False(File.Exists(_temp["out/new"]));
        Assert.Equal(Outside, File.ReadAllText(_temp["out/b/file"]));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Only_regular_files_with_one_name_are_opened(string way)
    {
        using (var mkfifo = Process.Start("mkfifo", _temp["root/pipe"]))
        {
            mkfifo.WaitForExit();
        }

        using (var ln = Process.Start("ln", [_temp["out/b/file"], _temp["root/hard"]]))
        {
            ln.WaitForExit();
        }

        Assert.Equal(OpenRefusal.NotAFile, Refused("pipe", BeneathMode.Read, way));
        Assert.Equal(OpenRefusal.NotAFile, Refused("pipe", BeneathMode.Append, way));
        Assert.Equal(OpenRefusal.NotAFile, Refused("a/b", BeneathMode.Read, way));
        Assert.Equal(OpenRefusal.NotAFile, Refused("a/b", BeneathMode.Append, way));
        Assert.Equal(OpenRefusal.SecondName, Refused("hard", BeneathMode.Read, way));
        Assert.Equal(OpenRefusal.SecondName, Refused("hard", BeneathMode.Append, way));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_missing_file_is_told_from_a_refused_one(string way)
    {
        Assert.Throws<FileNotFoundException>(() => Open("nothing", BeneathMode.Read, way));
        Assert.Throws<FileNotFoundException>(() => Open("no/such/folder", BeneathMode.Append, way));
        Assert.Throws<BeneathException>(() => OpenBeneath.Open(_temp["none"], Of("a"), BeneathMode.Read));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Appending_makes_the_file_for_its_owner_and_adds_to_its_end(string way)
    {
        foreach (var word in new[] { "one ", "two" })
        {
            using var file = Open("a/log", BeneathMode.Append, way);
            file.Write(Encoding.UTF8.GetBytes(word));
        }

        Assert.Equal("one two", File.ReadAllText(_temp["root/a/log"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_temp["root/a/log"]));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Replacing_leaves_nothing_of_what_was_there_and_nothing_that_is_refused_is_emptied(string way)
    {
        using (var file = Open("a/b/file", BeneathMode.Replace, way))
        {
            file.Write("x"u8);
        }

        using (var ln = Process.Start("ln", [_temp["out/b/file"], _temp["root/hard"]]))
        {
            ln.WaitForExit();
        }

        Assert.Equal("x", File.ReadAllText(_temp["root/a/b/file"]));
        Assert.Equal(OpenRefusal.SecondName, Refused("hard", BeneathMode.Replace, way));
        Assert.Equal(Outside, File.ReadAllText(_temp["out/b/file"]));
    }

    [Fact]
    public void The_home_s_own_files_are_opened_so()
    {
        Directory.CreateDirectory(_temp["home"]);
        HomeFolder.Open(_temp["home"]).Dispose();
        File.Delete(_temp["home/run/pid"]);
        File.CreateSymbolicLink(_temp["home/run/pid"], _temp["out/b/file"]);
        File.CreateSymbolicLink(_temp["home/logs/gatehouse.log"], _temp["out/b/file"]);

        Assert.Equal(OpenRefusal.Link, Assert.Throws<BeneathException>(() => HomeFolder.Open(_temp["home"])).Why);
        Assert.Equal(OpenRefusal.Link, Assert.Throws<BeneathException>(() => new Gatehouse.Server.Logging.LogFile(_temp["home/logs"])).Why);
        Assert.Equal(Outside, File.ReadAllText(_temp["out/b/file"]));
        Assert.Throws<ArgumentException>(() => HomeFile.Open(_temp["home"], "../out/b/file", BeneathMode.Read));
    }

    [Fact]
    public void The_folder_itself_may_be_reached_over_a_link()
    {
        Directory.CreateSymbolicLink(_temp["shortcut"], _temp["root"]);

        using var file = OpenBeneath.Open(_temp["shortcut"], Of("a/b/file"), BeneathMode.Read);

        Assert.Equal(Inside.Length, file.Length);
    }

    [Fact]
    public void Openings_leave_no_file_behind()
    {
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 200; i++)
        {
            Read("a/b/file", i % 2 == 0 ? "openat2" : "name by name");
            Record.Exception(() => Open("a/b", BeneathMode.Read, "openat2"));
            Record.Exception(() => Open("a/none/x", BeneathMode.Read, "name by name"));
        }

        Assert.True(Directory.GetFiles("/proc/self/fd").Length < before + 50);
    }

    /// <summary>A folder is a folder, then a link to the outside, then a folder again, as fast as it goes, while the file in it is opened.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_folder_that_is_swapped_for_a_link_while_it_is_opened_leads_nowhere(string way)
    {
        const int Tries = 5000;
        var (folder, away, link) = (_temp["root/a"], _temp["root/away"], _temp["link"]);
        Directory.CreateSymbolicLink(link, _temp["out"]);
        using var done = new CancellationTokenSource();
        var swaps = 0;
        var swapping = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Directory.Move(folder, away);
                Directory.Move(link, folder);
                Directory.Move(folder, link);
                Directory.Move(away, folder);
                swaps++;
            }
        });

        var (read, refused) = (0, 0);
        for (var i = 0; !swapping.IsFaulted && (i < Tries || swaps < 100); i++)
        {
            try
            {
                using var file = new StreamReader(Open("a/b/file", BeneathMode.Read, way));
                Assert.Equal(Inside, await file.ReadToEndAsync());
                read++;
            }
            catch (IOException)
            {
                refused++;
            }
        }

        await done.CancelAsync();
        await swapping;
        Assert.Equal(Outside, await File.ReadAllTextAsync(_temp["out/b/file"]));
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused, {swaps} swaps: the race did not take place");
    }

    private static RelativePath Of(string text) =>
        RelativePath.TryParse(text, out var path, out var why) ? path : throw new ArgumentException(why.ToString());

    private FileStream Open(string path, BeneathMode mode, string way) =>
        OpenBeneath.Open(_temp["root"], Of(path), mode, way == "openat2" ? OpenBeneath.WithOpenAt2 : OpenBeneath.NameByName);

    private string Read(string path, string way)
    {
        using var file = new StreamReader(Open(path, BeneathMode.Read, way));
        return file.ReadToEnd();
    }

    private OpenRefusal Refused(string path, BeneathMode mode, string way) =>
        Assert.Throws<BeneathException>(() => Open(path, mode, way)).Why;
}
