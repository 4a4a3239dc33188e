using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Configuration;

/// <summary>Turns a table of texts into settings, or into everything that is wrong with it.</summary>
internal static class SettingsReader
{
    /// <summary>Ten years: longer is for ever.</summary>
    private const int MaxRetentionDays = 3_650;

    /// <returns>Settings that can be used when the list of problems is empty; else nothing to rely on.</returns>
    public static (ServerSettings Settings, IReadOnlyList<SettingProblem> Problems) Read(IReadOnlyDictionary<string, string> table)
    {
        var values = new SettingValues(table);
        RefuseUnknown(values);
        var settings = new ServerSettings(
            Home(values),
            GatewayReader.Read(values),
            LlmReader.Read(values),
            BudgetReader.Read(values),
            values.Duration(SettingNames.ApprovalExpiry, TimeSpan.FromHours(24), TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
            Policy(values),
            (int)values.Number(SettingNames.BodyRetention, 90, 0, MaxRetentionDays, "days, 0 for ever")
        );
        return (settings, values.Problems);
    }

    /// <summary>What is wrong with a value of one setting that needs no other; null when it can be used.</summary>
    public static string? Complaint(string name, string value)
    {
        var (_, problems) = Read(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });
        return problems.FirstOrDefault(problem => problem.Name == name)?.Allowed;
    }

    private static PolicyPreset Policy(SettingValues values)
    {
        if (values.Text(SettingNames.Policy) is not { } text)
        {
            return PolicyPreset.Balanced;
        }

        if (PolicyPresets.Parse(text) is { } preset)
        {
            return preset;
        }

        values.Refuse(
            SettingNames.Policy,
            "must be balanced, strict or autonomous; unset it for balanced. `gatehouse policy show --preset NAME` prints each."
        );
        return PolicyPreset.Balanced;
    }

    private static string Home(SettingValues values)
    {
        var text = values.Text(SettingNames.Home);
        var home = text ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".gatehouse");
        if (!Path.IsPathFullyQualified(home))
        {
            values.Refuse(SettingNames.Home, "must be the full path of a folder that only Gatehouse uses, starting with /.");
        }

        return home;
    }

    private static void RefuseUnknown(SettingValues values)
    {
        if (values.Text(SettingNames.AxonInsecureDev) is not null)
        {
            values.Refuse(
                SettingNames.AxonInsecureDev,
                "there is no mode without sign-in. Unset it, start the server and open the login link that it prints; `gatehouse login` makes another."
            );
        }

        foreach (var name in values.Names.Where(name => name.StartsWith(SettingNames.GatewayPrefix, StringComparison.Ordinal)))
        {
            if (KnownSettings.Find(name) is null)
            {
                // A mistyped token variable holds a token: its value is not shown.
                var known = string.Join(", ", KnownSettings.WithPrefix(SettingNames.GatewayPrefix));
                values.Refuse(name, $"is no setting. Known: {known}.", showValue: false);
            }
        }
    }
}
