namespace Gatehouse.Security.Injection;

/// <summary>What one character of a text becomes when it is folded.</summary>
internal enum FoldKind
{
    /// <summary>Part of a word.</summary>
    Letter,

    /// <summary>Nothing: the word goes on behind it.</summary>
    Skipped,

    /// <summary>The space between two words.</summary>
    Space,

    /// <summary>The end of a sentence.</summary>
    Break,

    /// <summary>Ends a word and stands for itself.</summary>
    Sign,
}
