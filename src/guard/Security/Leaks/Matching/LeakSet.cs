using System.Buffers;

namespace Gatehouse.Security.Leaks.Matching;

/// <summary>A set of characters, for looking through text and for looking at.</summary>
internal sealed class LeakSet(string characters)
{
    public string Characters { get; } = characters;

    public SearchValues<char> Values { get; } = SearchValues.Create(characters);

    /// <summary>Whether it has lower case, upper case and digits, so that a random run is in more than one of them.</summary>
    public bool IsMixed { get; } = characters.Contains('z') && characters.Contains('Z') && characters.Contains('9');

    public bool IsAscii { get; } = !characters.AsSpan().ContainsAnyExceptInRange('\0', '\x7f');
}
