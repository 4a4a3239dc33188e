using System.Collections.Frozen;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>Where settings come from, the strongest first: the command line, the environment, <c>config.json</c>, what is stored. Immutable.</summary>
internal sealed class SettingSources(
    IReadOnlyDictionary<string, string> commandLine,
    IReadOnlyDictionary<string, string> environment,
    ConfigFile file
)
{
    /// <summary>With the <c>config.json</c> of the home that the command line or the environment names.</summary>
    public static SettingSources Of(IReadOnlyDictionary<string, string> commandLine, IReadOnlyDictionary<string, string> environment)
    {
        var (settings, problems) = SettingsReader.Read(new SettingSources(commandLine, environment, ConfigFile.None).Given());
        // A home that is none is told by whoever reads the settings.
        var file = problems.Any(problem => problem.Name == SettingNames.Home) ? ConfigFile.None : ConfigFile.Read(settings.Home);
        return new SettingSources(commandLine, environment, file);
    }

    /// <summary>As a server of this home would have them that is started from here.</summary>
    public static SettingSources ForHome(string home)
    {
        var environment = EnvironmentSource.Read();
        var plain = Of(FrozenDictionary<string, string>.Empty, environment);
        return SettingsReader.Read(plain.Given()).Settings.Home == home
            ? plain
            : Of(new Dictionary<string, string> { [SettingNames.Home] = home }, environment);
    }

    /// <summary>The same with <c>config.json</c> as it is now.</summary>
    public SettingSources ReadAgain(string home) => new(commandLine, environment, ConfigFile.Read(home));

    /// <summary>Whether a start sets it, so that what is stored does not count.</summary>
    public bool Gives(string name) => IsSet(commandLine, name) || IsSet(environment, name) || IsInFile(name);

    /// <summary>Whether it is set for one start only, by an option.</summary>
    public bool IsOption(string name) => IsSet(commandLine, name);

    /// <summary>Whether <c>config.json</c> sets it and nothing stronger does.</summary>
    public bool IsFromFile(string name) => !IsSet(commandLine, name) && !IsSet(environment, name) && IsInFile(name);

    /// <summary>All that is wrong when these are the settings: in the file, or with a value.</summary>
    public IReadOnlyList<SettingProblem> AllProblems(IEnumerable<SettingProblem> found) =>
        [.. file.Problems, .. found.Select(problem => IsFromFile(problem.Name) ? problem with { File = ConfigFile.Name } : problem)];

    /// <summary>All that is set without what is stored, also names that are no settings.</summary>
    public Dictionary<string, string> Given()
    {
        var table = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (
            var (name, value) in file
                .Settings.Where(setting => IsFromFile(setting.Key))
                .Concat(commandLine.Where(option => option.Value.Length > 0))
        )
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

    private bool IsInFile(string name) => IsSet(file.Settings, name);

    // Empty means not set, as everywhere.
    private static bool IsSet(IReadOnlyDictionary<string, string> table, string name) =>
        table.TryGetValue(name, out var value) && value.Length > 0;
}
