namespace Gatehouse.Security.Leaks;

/// <summary>What a found leak does to the text it stands in. Ordered: the higher one wins.</summary>
public enum LeakAction
{
    /// <summary>The text goes on unchanged; the finding is recorded.</summary>
    Warn,

    /// <summary>The match is replaced and the rest goes on.</summary>
    Redact,

    /// <summary>Nothing of the text goes on.</summary>
    Block,
}
