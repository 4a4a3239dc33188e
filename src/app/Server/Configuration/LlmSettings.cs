using Gatehouse.Security.Hosts;
using Gatehouse.Security.Vault;

namespace Gatehouse.Server.Configuration;

/// <summary>The model connection.</summary>
/// <param name="BaseUrl">Set exactly when the backend is <see cref="LlmBackend.OpenAiCompatible"/>. Naming it is the grant to reach it.</param>
/// <param name="ApiKey">Null when the server needs none.</param>
internal sealed record LlmSettings(LlmBackend Backend, RequestTarget? BaseUrl, string Model, SecretValue? ApiKey, TimeSpan RequestTimeout)
{
    /// <summary>The backend as the API and the configuration write it.</summary>
    public string BackendName => Names[Backend];

    public static readonly IReadOnlyDictionary<LlmBackend, string> Names = new Dictionary<LlmBackend, string>
    {
        [LlmBackend.Offline] = "offline",
        [LlmBackend.Obedient] = "obedient",
        [LlmBackend.OpenAiCompatible] = "openai_compatible",
    };
}
