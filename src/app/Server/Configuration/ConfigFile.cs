using System.Text.Json;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Home;

namespace Gatehouse.Server.Configuration;

/// <summary>
/// <c>config.json</c> in the home: one JSON object of setting names and values, written by the owner, with comments where wanted. It is as
/// good as the environment, which wins over it; but it is a plain file, so no secret may stand in it.
/// </summary>
/// <param name="Settings">What it sets, as text. Empty where there is no such file.</param>
/// <param name="Problems">What keeps a server from starting with it.</param>
internal sealed record ConfigFile(IReadOnlyDictionary<string, string> Settings, IReadOnlyList<SettingProblem> Problems)
{
    public const string Name = "config.json";

    /// <summary>Bytes: every setting at its longest fits many times.</summary>
    private const int MaxBytes = 64 * 1024;

    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 2,
    };

    public static ConfigFile None { get; } = new(new Dictionary<string, string>(), []);

    /// <summary>Reads the file of a home, which need not exist. Changes nothing.</summary>
    public static ConfigFile Read(string home)
    {
        try
        {
            using var file = HomeFile.Open(home, Name, BeneathMode.Read);
            return Complain(home, file) is { } complaint ? Bad(complaint) : Parse(file);
        }
        catch (FileNotFoundException)
        {
            return None;
        }
        catch (Exception e) when (!Directory.Exists(home) && e is IOException)
        {
            return None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Bad($"cannot be read: {e.Message}");
        }
        // InvalidOperation: half a character, written as an escape.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Bad(
                $"is not understood{((e as JsonException)?.LineNumber is { } line ? $" near line {line + 1}" : "")}. "
                    + """It must be one JSON object without repeated names, such as {"GATEWAY_PORT": 3001, "GATEHOUSE_POLICY": "strict"}."""
            );
        }
    }

    // Whoever can write it decides which model server gets the key, and who can reach this one.
    private static string? Complain(string home, FileStream file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & WritableByOthers) != 0
            ? $"can be written by other users. Look at what is in it, then: chmod 600 '{Path.Combine(home, Name).Replace("'", @"'\''", StringComparison.Ordinal)}'"
        : IsOfAnother(file) ? "belongs to another user. Make it your own: a copy of what you want in it."
        : file.Length > MaxBytes ? $"has {file.Length} bytes; at most {MaxBytes} are read."
        : null;

    // Of what was opened, not of what lies there by now. macOS does not tell; there the mode has to do.
    private static bool IsOfAnother(FileStream file) =>
        HomeFile.OwnerOf(file.SafeFileHandle) is { } owner ? owner != 0 && owner != HomeFile.CurrentUser : OperatingSystem.IsLinux();

    private static ConfigFile Parse(FileStream file)
    {
        using var document = JsonDocument.Parse(file, Json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("an object is expected");
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<SettingProblem>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (Refuse(member) is { } why)
            {
                problems.Add(new SettingProblem(VisibleText.Of(member.Name, keepLineBreaks: false), null, why, Name));
            }
            else
            {
                settings[member.Name] = Text(member.Value)!;
            }
        }

        return new ConfigFile(settings, problems);
    }

    private static string? Refuse(JsonProperty member) =>
        KnownSettings.Find(member.Name) is not { } setting
            ? $"is no setting. Nearest: {string.Join(", ", KnownSettings.Nearest(member.Name))}. `gatehouse config show` lists all."
        : setting.Name == SettingNames.Home ? "says where this file is, so it cannot stand in it. Use the environment or --home."
        : setting.IsSecret
            ? "is a secret, and this is a plain file. Take it out of it, make a new one if others could read it, and use the environment."
        : Text(member.Value) is null ? "must be a text, a number, true or false."
        : null;

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    private static ConfigFile Bad(string complaint) => None with { Problems = [new SettingProblem(Name, null, complaint)] };
}
