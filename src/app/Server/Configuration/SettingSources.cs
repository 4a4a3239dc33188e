using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>Where settings come from, the strongest first: the command line, the environment, what is stored. Immutable.</summary>
internal sealed class SettingSources(IReadOnlyDictionary<string, string> commandLine, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Whether a start sets it, so that what is stored does not count.</summary>
    public bool Gives(string name) => IsSet(commandLine, name) || IsSet(environment, name);

    /// <summary>Whether it is set for one start only, by an option.</summary>
    public bool IsOption(string name) => IsSet(commandLine, name);

    /// <summary>All that is set without what is stored, also names that are no settings.</summary>
    public Dictionary<string, string> Given()
    {
        var table = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in commandLine)
        {
            table[name] = value;
        }

        return table;
    }

    /// <summary>The same with what is stored beneath. What may not be stored is passed over, whoever put it there.</summary>
    public Dictionary<string, string> With(IEnumerable<StoredSetting> stored)
    {
        var table = Given();
        foreach (var setting in stored.Where(setting => KnownSettings.Find(setting.Name) is { IsStorable: true } && !Gives(setting.Name)))
        {
            table[setting.Name] = setting.Value;
        }

        return table;
    }

    // Empty means not set, as everywhere.
    private static bool IsSet(IReadOnlyDictionary<string, string> table, string name) =>
        table.TryGetValue(name, out var value) && value.Length > 0;
}
