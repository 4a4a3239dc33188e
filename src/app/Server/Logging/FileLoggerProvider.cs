using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Logging;

/// <summary>Sends log lines to the log file, and warnings to standard error too. Every line passes the leak scanner.</summary>
internal sealed class FileLoggerProvider(LogFile file, TextWriter errors, DeepScan scanner, TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, file, errors, scanner, clock);

    public void Dispose() => file.Dispose();
}
