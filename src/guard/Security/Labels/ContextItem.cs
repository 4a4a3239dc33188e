using System.Collections.Frozen;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Labels;

/// <summary>One text that the model can see, with its label and where it came from.</summary>
/// <param name="Source">For people: <c>owner</c>, <c>assistant</c>, or what taints, such as <c>web_fetch https://example.com/</c>.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ContextItem(Label Label, string Source, string Text)
{
    /// <summary>Most characters of one text that a model is shown. A page of 5 MB would alone be a day's tokens.</summary>
    public const int MaxShown = 60_000;

    /// <summary>Most addresses of one text that count as copied from it: a choice among more of them could say more than 9 bits.</summary>
    public const int MaxAddresses = 512;

    private FrozenSet<RequestTarget>? _addresses;

    /// <summary>
    /// Whether an address stands in this text as a whole, among the first <see cref="MaxAddresses"/> of the part that a model is shown.
    /// </summary>
    public bool Holds(RequestTarget target) =>
        (
            _addresses ??= RequestTargets
                .FindIn(Text.Length > MaxShown ? Text[..MaxShown] : Text)
                .Distinct()
                .Take(MaxAddresses)
                .ToFrozenSet()
        ).Contains(target);

    /// <summary>What was found in the text says nothing about whether two are equal.</summary>
    public bool Equals(ContextItem? other) => other is not null && Label == other.Label && Source == other.Source && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Label, Source, Text);
}
