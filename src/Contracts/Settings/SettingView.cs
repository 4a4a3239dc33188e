namespace Gatehouse.Contracts.Settings;

/// <summary>A setting as it stands.</summary>
/// <param name="Value">What counts at the next start or reload. Null when nothing is set, and for a secret always.</param>
/// <param name="Source"><c>command_line</c>, <c>environment</c>, <c>config_file</c>, <c>stored</c> or <c>default</c>: the first that has it counts.</param>
/// <param name="Default">What counts when nothing is set, in words where it is no value.</param>
/// <param name="Secret">Never shown, and never stored: it comes from the environment.</param>
/// <param name="Set">Whether anybody set it.</param>
/// <param name="Storable">Whether it can be stored; otherwise only the environment sets it.</param>
/// <param name="Restart">Whether a change counts from the next start on only, and not from a reload on.</param>
/// <param name="Pending">Whether it differs from what this server works with.</param>
/// <param name="Kind"><c>text</c>, <c>number</c>, <c>flag</c>, <c>duration</c>, <c>money</c>, <c>size</c> or <c>choice</c>.</param>
/// <param name="Allowed">What it may be, in words.</param>
/// <param name="Description">One sentence.</param>
/// <param name="UpdatedAt">When it was stored; null when it is not.</param>
public sealed record SettingView(
    string Key,
    string? Value,
    string Source,
    string Default,
    bool Secret,
    bool Set,
    bool Storable,
    bool Restart,
    bool Pending,
    string Kind,
    string Allowed,
    string Description,
    DateTimeOffset? UpdatedAt
);
