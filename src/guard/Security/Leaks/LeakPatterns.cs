using Gatehouse.Security.Leaks.Patterns;

namespace Gatehouse.Security.Leaks;

/// <summary>The credentials that are looked for, and what each does.</summary>
/// <remarks>
/// The lengths are the formats' own. A pattern that blocks must be a format nobody writes by chance; one that is only likely
/// redacts; one that is merely suspicious warns. <c>password=</c> and the like are no pattern: in source code and documentation
/// nearly every one is none, and a warning that is always there is not read.
/// </remarks>
public static class LeakPatterns
{
    /// <summary>64 hex digits between word borders: many keys, and every SHA-256, hence only a warning.</summary>
    public static LeakPattern HighEntropyHex { get; } = new("high_entropy_hex", LeakAction.Warn);

    public static IReadOnlyList<LeakPattern> All { get; } =
    [
        .. ModelPatterns.All(),
        .. CloudPatterns.All(),
        .. DeveloperPatterns.All(),
        .. BusinessPatterns.All(),
        .. PrivateKeyPatterns.All(),
        .. GeneralPatterns.All(),
        HighEntropyHex,
    ];
}
