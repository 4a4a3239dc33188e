namespace Gatehouse.OpenAiServer;

/// <summary>One scripted answer to one request. All members are optional; the empty reply is an empty answer.</summary>
public sealed record Reply
{
    public string Text { get; init; } = "";

    /// <summary>Into how many chunks the text, and the arguments of each tool call, are split when streaming.</summary>
    public int Pieces { get; init; } = 3;

    /// <summary>Chooses where the splits fall; the same seed splits the same way.</summary>
    public int SplitSeed { get; init; } = 1;

    public IReadOnlyList<ReplyToolCall> ToolCalls { get; init; } = [];

    /// <summary>Null: no usage is reported, as some servers do.</summary>
    public ReplyUsage? Usage { get; init; } = new(10, 5);

    public int Status { get; init; } = 200;

    public int? RetryAfterSeconds { get; init; }

    public string ErrorMessage { get; init; } = "scripted error";

    public ReplyFailure Failure { get; init; }

    /// <summary>How many chunks go out before <see cref="Failure"/> strikes.</summary>
    public int FailAfterChunks { get; init; } = 1;

    /// <summary>A pause before each chunk, for tests that stop an answer under way.</summary>
    public int ChunkDelayMilliseconds { get; init; }

    /// <summary>The reply waits for a request whose body contains this text; null takes any.</summary>
    public string? When { get; init; }

    /// <summary>The reply stays in the script and answers every further request that it fits.</summary>
    public bool Repeat { get; init; }

    /// <summary>Sent as they are, each followed by an empty line, in place of everything above: for hostile streams.</summary>
    public IReadOnlyList<string>? RawEvents { get; init; }
}

public sealed record ReplyToolCall(string Id, string Name, string Arguments);

public sealed record ReplyUsage(int PromptTokens, int CompletionTokens);

public enum ReplyFailure
{
    None,

    /// <summary>An object with <c>error</c> arrives in the middle of the stream.</summary>
    ErrorChunk,

    /// <summary>The connection is cut without an end of the body.</summary>
    Drop,

    /// <summary>Chunks stop; the connection stays open.</summary>
    Hang,

    /// <summary>Not even the status line comes.</summary>
    HangBeforeHeaders,

    /// <summary>The stream ends cleanly but without its last chunk and <c>[DONE]</c>.</summary>
    Truncate,
}
