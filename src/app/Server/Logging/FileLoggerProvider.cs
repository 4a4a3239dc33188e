using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Logging;

/// <summary>Sends log lines to the log file, to who follows the log, and warnings to standard error too. Every line passes the leak scanner.</summary>
internal sealed class FileLoggerProvider(LogOutputs outputs, TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, outputs, clock);

    public void Dispose() => outputs.File.Dispose();
}
