namespace Gatehouse.Agent.Models;

/// <summary>Which model answers. The wire name is the value of <c>LLM_BACKEND</c>.</summary>
public enum ModelBackend
{
    /// <summary>The keyless default: obeys the owner's last message, word for word.</summary>
    Offline,

    /// <summary>Obeys whatever its context says, injected or not: the adversary that the Gate is proved against.</summary>
    Obedient,

    /// <summary>OpenAI, or any server that speaks its chat completions.</summary>
    OpenAiCompatible,
}

/// <summary>Wire names of backends.</summary>
public static class ModelBackends
{
    public static string Wire(this ModelBackend backend) =>
        backend switch
        {
            ModelBackend.Offline => "offline",
            ModelBackend.Obedient => "obedient",
            ModelBackend.OpenAiCompatible => "openai_compatible",
            _ => throw new InvalidOperationException("unknown model backend"),
        };

    public static ModelBackend? Parse(string? wire) =>
        Enum.GetValues<ModelBackend>().Cast<ModelBackend?>().FirstOrDefault(backend => backend!.Value.Wire() == wire);
}
