using System.Collections;

namespace Gatehouse.Server.Configuration;

/// <summary>The process's environment as a plain table. The only place that reads it.</summary>
internal static class EnvironmentSource
{
    public static Dictionary<string, string> Read()
    {
#pragma warning disable RS0030 // Settings are read once, here.
        var variables = Environment.GetEnvironmentVariables();
#pragma warning restore RS0030
        return variables
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
    }
}
