using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Logging;

/// <summary>How much is logged, until the next start. Thread-safe.</summary>
/// <remarks>Below <c>info</c> there are more lines, never more of a line: no level logs bodies, paths or credentials.</remarks>
internal sealed class LogLevels
{
    /// <summary>The name under which a change is recorded. No setting: it is not kept.</summary>
    public const string Name = "log_level";

    private static readonly (string Wire, LogLevel Level)[] Known =
    [
        ("trace", LogLevel.Trace),
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Information),
        ("warn", LogLevel.Warning),
        ("error", LogLevel.Error),
    ];

    private volatile int _current = (int)LogLevel.Information;

    public LogLevel Current
    {
        get => (LogLevel)_current;
        set => _current = (int)value;
    }

    public static LogLevel? Parse(string wire) => Known.Where(one => one.Wire == wire).Select(one => (LogLevel?)one.Level).FirstOrDefault();

    public static string Wire(LogLevel level) => level >= LogLevel.Error ? "error" : Known.First(one => one.Level == level).Wire;

    /// <summary>Whether a line is kept. The framework's own lines below a warning tell paths and queries, so no level brings them.</summary>
    public bool Keeps(LogLevel level, bool isOurs) => level != LogLevel.None && level >= Current && (isOurs || level >= LogLevel.Warning);
}
