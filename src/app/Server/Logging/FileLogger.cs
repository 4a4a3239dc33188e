using System.Globalization;
using Gatehouse.Contracts.Logs;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Leaks.Wrappings;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Logging;

/// <summary>Writes one line per event, time, level, category, id, message, and gives it to who follows the log.</summary>
internal sealed class FileLogger(string category, LogOutputs outputs, TimeProvider clock) : ILogger
{
    private readonly bool _isOurs = category.StartsWith("Gatehouse", StringComparison.Ordinal);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => outputs.Levels.Keeps(logLevel, _isOurs);

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

        var (text, now) = (formatter(state, exception), clock.GetUtcNow());
        var report = outputs.Scanner.Scan(text);
        var message = OneLine(DeepScan.Redact(text, report));
        var time = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var line = string.Create(CultureInfo.InvariantCulture, $"{time} {logLevel} {category} {eventId.Id} {message}");
        Keep(exception is null ? line : $"{line} | {OneLine(outputs.Scanner.Redact(exception.ToString()))}");
        // On the page the kind of the exception is enough; the file has its trace.
        var shown = LogMessage.Of(text, report) + (exception is null ? "" : $" ({exception.GetType().Name})");
        outputs.Hub.Publish(new LogEntryView(LogLevels.Wire(logLevel), category, shown, now));
        if (_isOurs && logLevel >= LogLevel.Warning)
        {
            Show($"{logLevel}: {message}");
        }
    }

    // Whoever logs is in the middle of something else, often of ending what went wrong: a disk that is full must not end that.
    private void Keep(string line)
    {
        try
        {
            outputs.File.Write(line);
        }
#pragma warning disable CA1031 // A full disk is an IOException, a file that may not grow an ArgumentOutOfRangeException, and so on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            outputs.Hub.Publish(
                new LogEntryView(
                    LogLevels.Wire(LogLevel.Error),
                    category,
                    $"The log cannot be written: {e.GetType().Name}",
                    clock.GetUtcNow()
                )
            );
        }
    }

    // The terminal may be a file on the same disk.
    private void Show(string line)
    {
        try
        {
            outputs.Errors.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or ArgumentException) { }
    }

    // A line break in a message would forge a line of its own, and an escape sequence speak to the terminal that shows it.
    private static string OneLine(string text) => VisibleText.Of(text.ReplaceLineEndings(" ⏎ "), keepLineBreaks: false);
}
