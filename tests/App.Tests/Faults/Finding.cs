namespace Gatehouse.App.Tests.Faults;

/// <summary>What may never be found after a fault.</summary>
internal enum FindingKind
{
    /// <summary>The owner was told that it is so, or it was charged, and it is not there.</summary>
    Lost,

    /// <summary>It happened twice and may not.</summary>
    Doubled,

    /// <summary>It was begun and has no end, or its end says what is not so.</summary>
    Silent,
}

internal sealed record Finding(FindingKind Kind, string Text);
