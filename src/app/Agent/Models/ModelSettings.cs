using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Models;

/// <summary>Which model answers, and within what bounds.</summary>
public sealed record ModelSettings
{
    public static readonly ModelSettings Offline = new(ModelBackend.Offline, null, "offline");

    /// <param name="baseUrl">Of the API, such as <c>https://host/v1</c>; needed for <see cref="ModelBackend.OpenAiCompatible"/> only.</param>
    /// <exception cref="ArgumentException">The base URL is missing, has a query, or is too long to hold the path of the API.</exception>
    public ModelSettings(ModelBackend backend, RequestTarget? baseUrl, string model)
    {
        (Backend, BaseUrl, Model) = (backend, baseUrl, model);
        if (backend == ModelBackend.OpenAiCompatible)
        {
            if (baseUrl is not { Query: null })
            {
                throw new ArgumentException(
                    "An OpenAI-compatible model needs LLM_BASE_URL: an address without a question mark.",
                    nameof(baseUrl)
                );
            }

            Endpoint = RequestTarget.TryParse($"{baseUrl.Url.TrimEnd('/')}/chat/completions", out var endpoint, out var why)
                ? endpoint
                : throw new ArgumentException(TargetRejectionText.Describe(why), nameof(baseUrl));
        }
    }

    public ModelBackend Backend { get; }

    public RequestTarget? BaseUrl { get; }

    public string Model { get; }

    /// <summary>Where a call goes; null for a model inside this process.</summary>
    public RequestTarget? Endpoint { get; }

    /// <summary>Most tokens of one reply. Default 4,096: about 16,000 characters, and always sent, so that the budget bounds a reply.</summary>
    public int MaxTokens { get; init; } = 4096;

    /// <summary>Longest silence of the server. Default 120 s, the Gate's own limit for a model call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);
}
