namespace Gatehouse.Cli;

/// <summary>A command cannot go on. The message is for the person at the terminal: cause and fix.</summary>
internal sealed class CliProblem(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CliProblem Failed(string message) => new(Gatehouse.Cli.ExitCode.Failed, message);

    public static CliProblem Usage(string message) => new(Gatehouse.Cli.ExitCode.Usage, message);
}
