namespace Gatehouse.Cli;

/// <summary>What a command's end means to a script.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotRunning = 3;
}
