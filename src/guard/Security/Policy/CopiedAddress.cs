using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;

namespace Gatehouse.Security.Policy;

/// <summary>
/// Whether reading an address could tell its host something private. It cannot when the whole address stands verbatim in what the owner
/// typed or in one public item: a link that is followed carries nothing; a link that is composed may carry anything.
/// </summary>
public static class CopiedAddress
{
    /// <summary>True only when the owner wrote the whole address.</summary>
    public static bool IsTyped(RequestTarget target, EffectContext context) =>
        context.Items.Any(item => item.Label.Integrity == Integrity.Owner && item.Holds(target));

    /// <summary>
    /// True only when the address was copied whole. Each item is parsed by the one URL parser, so "verbatim" means the same target: an
    /// address written in capitals or in letters of its own is sent as the same bytes, and the choice between its spellings says nothing.
    /// </summary>
    public static bool IsIn(RequestTarget target, EffectContext context) =>
        context.Items.Any(item =>
            (item.Label.Integrity == Integrity.Owner || item.Label.Confidentiality == Confidentiality.Public) && item.Holds(target)
        );
}
