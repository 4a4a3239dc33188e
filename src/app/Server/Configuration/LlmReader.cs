using System.Text;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Vault;

namespace Gatehouse.Server.Configuration;

/// <summary>Reads the model connection's settings.</summary>
internal static class LlmReader
{
    /// <summary>What a model may be called, in words; 256 bytes are from the seed's API.</summary>
    public const string ModelNameRule = "at most 256 bytes in one line, without blanks at its ends";

    /// <summary>Whether this is a name that a model can have, in the settings and in a request.</summary>
    public static bool IsModelName(string text) =>
        Encoding.UTF8.GetByteCount(text) <= 256 && text == text.Trim() && !text.Any(char.IsControl);

    public static LlmSettings Read(SettingValues values)
    {
        var backend = Backend(values);
        var remote = backend == LlmBackend.OpenAiCompatible;
        var url = BaseUrl(values, remote);
        var model = Model(values);
        if (remote && model is null)
        {
            values.Refuse(SettingNames.LlmModel, "must name the model to use, such as gpt-4o or the name that your server lists.");
        }

        return new LlmSettings(
            backend,
            url,
            remote ? model ?? "" : LlmSettings.Names[backend],
            values.Text(SettingNames.LlmApiKey) is { } key ? SecretValue.From(key.AsSpan()) : null,
            TimeSpan.FromSeconds(values.Number(SettingNames.LlmTimeout, 120, 1, 3_600, "seconds"))
        );
    }

    private static string? Model(SettingValues values)
    {
        var text = values.Text(SettingNames.LlmModel);
        if (text is not null && !IsModelName(text))
        {
            values.Refuse(SettingNames.LlmModel, $"must be a name of {ModelNameRule}.");
        }

        return text;
    }

    private static LlmBackend Backend(SettingValues values)
    {
        if (values.Text(SettingNames.LlmBackend) is not { } text)
        {
            return LlmBackend.Offline;
        }

        foreach (var (backend, name) in LlmSettings.Names)
        {
            if (name == text)
            {
                return backend;
            }
        }

        values.Refuse(SettingNames.LlmBackend, $"must be one of {string.Join(", ", LlmSettings.Names.Values)}.");
        return LlmBackend.Offline;
    }

    private static RequestTarget? BaseUrl(SettingValues values, bool remote)
    {
        if (values.Text(SettingNames.LlmBaseUrl) is null)
        {
            if (remote)
            {
                values.Refuse(SettingNames.LlmBaseUrl, "must be the address of the model server, such as https://api.openai.com/v1.");
            }

            return null;
        }

        if (!remote)
        {
            values.Refuse(
                SettingNames.LlmBaseUrl,
                "is set, but LLM_BACKEND does not use it. Set LLM_BACKEND=openai_compatible, or unset it."
            );
            return null;
        }

        return Address(values);
    }

    /// <summary>The address alone, whatever the backend: also what has no model to connect can say whether it could be reached.</summary>
    public static RequestTarget? Address(SettingValues values)
    {
        if (values.Text(SettingNames.LlmBaseUrl) is not { } text)
        {
            return null;
        }

        if (!RequestTarget.TryParse(text, out var url, out var why))
        {
            values.Refuse(
                SettingNames.LlmBaseUrl,
                TargetRejectionText.Describe(why),
                showValue: !text.Contains('@', StringComparison.Ordinal)
            );
            return null;
        }

        if (url.Query is not null)
        {
            values.Refuse(SettingNames.LlmBaseUrl, "must have no question mark; the key goes into LLM_API_KEY.", showValue: false);
        }

        return url;
    }
}
