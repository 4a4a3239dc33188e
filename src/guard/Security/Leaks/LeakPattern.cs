namespace Gatehouse.Security.Leaks;

/// <summary>A kind of credential and what finding one does. The list is <see cref="LeakPatterns"/>; there are no others.</summary>
public sealed class LeakPattern
{
    internal LeakPattern(string name, LeakAction action, params LeakShape[] shapes)
    {
        Name = name;
        Action = action;
        Shapes = shapes;
    }

    /// <summary>Stable name, for records and messages.</summary>
    public string Name { get; }

    public LeakAction Action { get; }

    /// <summary>The literals one of which every match starts with; empty when the pattern has none.</summary>
    public IEnumerable<string> Literals => Shapes.Select(shape => shape.Literal);

    internal IReadOnlyList<LeakShape> Shapes { get; }

    public override string ToString() => Name;
}
