namespace Gatehouse.Security.Leaks;

/// <summary>How a shape fits a text from a given place on.</summary>
internal enum LeakFit
{
    /// <summary>It does not, and no further text changes that.</summary>
    None,

    /// <summary>The text ends inside the shape's literal.</summary>
    OpenLiteral,

    /// <summary>The literal is complete and the text ends before the rest is decided.</summary>
    OpenBody,

    /// <summary>The shape is complete.</summary>
    Complete,
}
