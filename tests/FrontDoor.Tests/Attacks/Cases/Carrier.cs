namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>What brings a text before the model.</summary>
internal enum Carrier
{
    /// <summary>A page, read by <c>web_fetch</c>.</summary>
    Page,

    /// <summary>Something else than HTML, read by <c>web_fetch</c> as it stands.</summary>
    Source,

    /// <summary>JSON, read by <c>web_fetch</c>.</summary>
    Json,

    /// <summary>The answer to an <c>http</c> request that the owner allowed once and for all.</summary>
    Answer,

    /// <summary>A note that an earlier, injected turn wrote, found by a search in memory.</summary>
    Note,

    /// <summary>A document of memory that an earlier, injected turn wrote, opened whole.</summary>
    Document,

    /// <summary>The name of such a document.</summary>
    Name,

    /// <summary>A page that was read turns ago in the same conversation.</summary>
    Earlier,

    /// <summary>A text that the owner brings along with his message.</summary>
    Pasted,

    /// <summary>A page that sends its reader elsewhere.</summary>
    Redirect,
}
