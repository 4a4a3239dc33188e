using Gatehouse.Security.Effects;
using Gatehouse.Storage.Settings;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Storage;

/// <summary>Stored settings: whole changes, once, and readable without a server.</summary>
public sealed class SettingTableTests : IDisposable
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UnixEpoch.AddHours(12);

    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "gatehouse.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_is_made_once_and_outlives_what_came_after()
    {
        using var file = SqliteFile.Open(Path, "gatehouse");
        var table = new SettingTable(file);
        var first = new EffectId("e1");
        table.Apply(first, [new SettingChange("A", "1"), new SettingChange("B", "2")], Noon);
        table.Apply(new EffectId("e2"), [new SettingChange("A", "3"), new SettingChange("B", null)], Noon);

        table.Apply(first, [new SettingChange("A", "1")], Noon);

        Assert.Equal([new StoredSetting("A", "3", Noon)], table.All());
        Assert.True(table.WasApplied(first));
        Assert.False(table.WasApplied(new EffectId("e3")));
    }

    [Fact]
    public void Without_a_server_it_is_read_from_a_closed_file_and_beside_a_log()
    {
        Assert.Empty(SettingTable.ReadFrom(Path));
        using (var file = SqliteFile.Open(Path, "gatehouse"))
        {
            new SettingTable(file).Apply(new EffectId("e1"), [new SettingChange("A", "1")], Noon);
            // As a killed server leaves it: the row is in the log alone.
            using var killed = new TempFolder();
            var copy = System.IO.Path.Combine(killed.Path, "gatehouse.db");
            File.Copy(Path, copy);
            File.Copy(Path + "-wal", copy + "-wal");
            Assert.Equal("1", Assert.Single(SettingTable.ReadFrom(copy)).Value);
        }

        Assert.Equal("1", Assert.Single(SettingTable.ReadFrom(Path)).Value);
    }

    [Fact]
    public void A_file_that_is_no_database_is_said_to_be_none()
    {
        File.WriteAllText(Path, new string('x', 8192));
        var said = Assert.Throws<UnreadableDatabaseException>(() => SettingTable.ReadFrom(Path)).Message;
        Assert.Contains(Path, said, StringComparison.Ordinal);
    }
}
