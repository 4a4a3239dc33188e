namespace Gatehouse.Security.Leaks.Matching;

/// <summary>How a shape fits a text from a given place on.</summary>
[Flags]
internal enum LeakFit
{
    /// <summary>It does not, and no further text changes that.</summary>
    None = 0,

    /// <summary>The shape is complete if the text ends here.</summary>
    Complete = 1,

    /// <summary>The text ends before anything of the secret; more text decides.</summary>
    OpenStart = 2,

    /// <summary>The text ends in the secret or right before it; more text decides.</summary>
    OpenBody = 4,
}
