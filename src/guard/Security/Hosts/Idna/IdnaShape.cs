namespace Gatehouse.Security.Hosts.Idna;

/// <summary>How the replacements in a run follow from the first one.</summary>
internal enum IdnaShape
{
    /// <summary>All have the same replacement.</summary>
    Same = 0,

    /// <summary>The replacement is one code point and rises with what it replaces.</summary>
    Rising,

    /// <summary>Every second code point is valid and replaces the one before it: upper and lower case.</summary>
    Pairs,
}
