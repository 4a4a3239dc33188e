namespace Gatehouse.Agent.Threads;

/// <summary>Who a stored message is from. Stored by its lower-case name.</summary>
public enum MessageRole
{
    /// <summary>The owner typed it.</summary>
    Owner,

    /// <summary>The owner brought it along: pasted, piped or dropped. He stands for handing it over, not for what it says.</summary>
    Pasted,

    /// <summary>The model wrote it, with the calls it asked for.</summary>
    Assistant,

    /// <summary>What one tool call brought back.</summary>
    Tool,

    /// <summary>The late result of an approved effect, after other things had been said.</summary>
    Result,
}
