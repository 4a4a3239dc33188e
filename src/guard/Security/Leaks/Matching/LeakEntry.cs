namespace Gatehouse.Security.Leaks.Matching;

/// <summary>One way to write an anchor.</summary>
/// <param name="Key">Its three characters as one number.</param>
/// <param name="Shape">The shape, by its number in the index.</param>
/// <param name="Offset">Where the anchor begins within the shape.</param>
internal readonly record struct LeakEntry(ulong Key, int Shape, int Offset);
