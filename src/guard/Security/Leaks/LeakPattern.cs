using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks;

/// <summary>A kind of credential and what finding one does. The list is <see cref="LeakPatterns"/>; there are no others.</summary>
public sealed class LeakPattern
{
    internal LeakPattern(string name, LeakAction action, params LeakShape[][] shapes)
    {
        Name = name;
        Action = action;
        Shapes = [.. shapes.SelectMany(shape => shape)];
        HasShortSecret = Shapes.Any(shape => shape.HasShortSecret);
    }

    /// <summary>Stable name, for records and messages.</summary>
    public string Name { get; }

    public LeakAction Action { get; }

    /// <summary>What matches start with, where they start with a literal.</summary>
    public IEnumerable<string> Literals => Shapes.Select(shape => shape.Literal).Where(literal => literal.Length > 0);

    /// <summary>The end of a match may be all of the secret: a password, not a key.</summary>
    internal bool HasShortSecret { get; }

    internal IReadOnlyList<LeakShape> Shapes { get; }

    public override string ToString() => Name;
}
