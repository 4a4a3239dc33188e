namespace Gatehouse.Security.Injection;

/// <summary>A phrase that is looked for: how it begins, what follows near by, and what it is a sign of.</summary>
/// <param name="Starts">In folded form, as <see cref="PhraseStep"/> has its words.</param>
internal sealed record InjectionPhrase(InjectionSignal Signal, string[] Starts, PhraseStep[] Steps)
{
    /// <summary>Beginnings of what takes the phrase back when it stands right before it: do not …, never ….</summary>
    public string[] NotAfter { get; init; } = [];

    /// <summary>What makes it everyday language when it stands right behind it.</summary>
    public string[] NotBefore { get; init; } = [];

    public bool IsAt(ReadOnlySpan<char> text, int start, int end)
    {
        foreach (var before in NotAfter)
        {
            if (text[..start].EndsWith(before, StringComparison.Ordinal))
            {
                return false;
            }
        }

        foreach (var step in Steps)
        {
            end = step.Follow(text, end);
            if (end < 0)
            {
                return false;
            }
        }

        return NotBefore.Length == 0 || !IsEveryday(text[end..]);
    }

    private bool IsEveryday(ReadOnlySpan<char> rest)
    {
        // The last word may have been found by its stem.
        var stem = 0;
        while (stem < rest.Length && char.IsLetterOrDigit(rest[stem]))
        {
            stem++;
        }

        foreach (var behind in NotBefore)
        {
            if (rest[stem..].StartsWith(behind, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
