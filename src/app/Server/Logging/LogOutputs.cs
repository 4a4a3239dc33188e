using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Server.Logging;

/// <summary>Where log lines go, and what decides and looks before they do.</summary>
internal sealed record LogOutputs(LogFile File, LogHub Hub, TextWriter Errors, LogLevels Levels, DeepScan Scanner);
