using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>Together with what is stored the settings cannot be used. The problems are for the owner.</summary>
internal sealed class SettingsUnusableException(
    IReadOnlyList<SettingProblem> problems,
    SettingSources sources,
    IReadOnlyList<StoredSetting> stored
) : Exception("the settings cannot be used")
{
    public IReadOnlyList<SettingProblem> Problems { get; } = [.. problems.Select(problem => WithWayOut(problem, sources, stored))];

    private static SettingProblem WithWayOut(SettingProblem problem, SettingSources sources, IReadOnlyList<StoredSetting> stored) =>
        sources.Gives(problem.Name) || stored.All(setting => setting.Name != problem.Name)
            ? problem
            : problem with
            {
                Allowed =
                    $"{problem.Allowed} It is stored in this home. Set a good one in the environment, which wins, start, and take the stored "
                    + $"one away with `gatehouse config unset {problem.Name}`.",
            };
}
