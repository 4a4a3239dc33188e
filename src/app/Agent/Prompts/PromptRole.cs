namespace Gatehouse.Agent.Prompts;

/// <summary>Who speaks in a prompt.</summary>
public enum PromptRole
{
    System,
    Owner,
    Assistant,
    Tool,

    /// <summary>A late result, told by Gatehouse: nobody's words.</summary>
    Result,

    /// <summary>What the owner brought along: handed over by him, said by somebody else.</summary>
    Pasted,
}
