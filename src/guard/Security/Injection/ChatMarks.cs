namespace Gatehouse.Security.Injection;

/// <summary>The control marks of chat templates. Some model servers read them as structure also where they stand inside a message.</summary>
/// <remarks>Not listed one by one are those of the form <c>&lt;|name|&gt;</c>: <see cref="MarkEscape"/> knows the form.</remarks>
internal static class ChatMarks
{
    /// <summary>From the tokenizers of Llama, Mistral, Gemma, Qwen, Phi and Command; compared without case.</summary>
    public static readonly string[] All =
    [
        "<s>",
        "</s>",
        "<bos>",
        "<eos>",
        "<pad>",
        "<unk>",
        "[INST]",
        "[/INST]",
        "<<SYS>>",
        "<</SYS>>",
        "[SYSTEM_PROMPT]",
        "[/SYSTEM_PROMPT]",
        "[AVAILABLE_TOOLS]",
        "[/AVAILABLE_TOOLS]",
        "[TOOL_CALLS]",
        "[TOOL_RESULTS]",
        "[/TOOL_RESULTS]",
        "<start_of_turn>",
        "<end_of_turn>",
        "<tool_call>",
        "</tool_call>",
        "<tool_response>",
        "</tool_response>",
        "<think>",
        "</think>",
    ];
}
