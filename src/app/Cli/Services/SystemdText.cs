namespace Gatehouse.Cli.Services;

/// <summary>Paths as systemd reads them back (systemd.syntax(7), systemd.unit(5) "Specifiers").</summary>
internal static class SystemdText
{
    /// <summary>In quotes: for lists of paths, commands and assignments.</summary>
    public static string Quoted(string text) =>
        $"\"{Plain(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Without: for the settings that take the rest of the line as it is.</summary>
    public static string Plain(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>Whether a path can stand in a unit at all: a line's end would begin a new setting.</summary>
    public static bool Fits(string path) => !path.Any(char.IsControl);
}
