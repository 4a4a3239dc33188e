using System.Globalization;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Logging;

/// <summary>Writes one line per event: time, level, category, id, message.</summary>
internal sealed class FileLogger(string category, LogFile file, TextWriter errors, DeepScan scanner, TimeProvider clock) : ILogger
{
    // The framework's own lines below a warning tell paths and addresses of requests.
    private readonly bool _isOurs = category.StartsWith("Gatehouse", StringComparison.Ordinal);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) =>
        logLevel >= (_isOurs ? LogLevel.Information : LogLevel.Warning) && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var message = OneLine(scanner.Redact(formatter(state, exception)));
        var time = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var line = string.Create(CultureInfo.InvariantCulture, $"{time} {logLevel} {category} {eventId.Id} {message}");
        file.Write(exception is null ? line : $"{line} | {OneLine(scanner.Redact(exception.ToString()))}");
        if (_isOurs && logLevel >= LogLevel.Warning)
        {
            errors.WriteLine($"{logLevel}: {message}");
        }
    }

    // A line break in a message would forge a line of its own.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ⏎ ");
}
