namespace Gatehouse.Server.Configuration;

/// <summary>Which model answers.</summary>
internal enum LlmBackend
{
    /// <summary>No AI: obeys a few commands of the owner's. The default.</summary>
    Offline,

    /// <summary>Obeys whatever the latest text says. For demonstrations of what the Gate holds back.</summary>
    Obedient,

    /// <summary>Any server that speaks the OpenAI chat API.</summary>
    OpenAiCompatible,
}
