namespace Gatehouse.Cli;

/// <summary>Where the server's folder is, and with it the control socket.</summary>
internal static class HomeLocation
{
    private const string Variable = "GATEHOUSE_HOME";

    public static string Find(string? option)
    {
#pragma warning disable RS0030 // The socket must be found without loading the server, whose Configuration reads all else.
        var home = option ?? Environment.GetEnvironmentVariable(Variable);
#pragma warning restore RS0030
        return string.IsNullOrEmpty(home)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".gatehouse")
            : Path.GetFullPath(home);
    }

    public static string Socket(string home) => Path.Combine(home, "run", "control.sock");
}
