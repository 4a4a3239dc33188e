using Gatehouse.Contracts.Settings;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>The settings that a server would have that is started from here. Changes nothing in the home.</summary>
public static class SettingsWithoutServer
{
    /// <exception cref="IOException">What is stored cannot be read; the message is for the owner.</exception>
    public static SettingList Read(string home)
    {
        var stored = SettingTable.ReadFrom(Path.Combine(home, "gatehouse.db"));
        var sources = SettingSources.ForHome(home);
        var table = sources.With(stored);
        return new SettingBook(() => sources, name => table.GetValueOrDefault(name), () => stored).List();
    }
}
