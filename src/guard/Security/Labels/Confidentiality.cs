namespace Gatehouse.Security.Labels;

/// <summary>Whether a text may be told to the world. Secrets are no level: they never enter a context.</summary>
public enum Confidentiality
{
    /// <summary>The owner's: messages, memory, what was derived from them. The default, so a forgotten label leaks nothing.</summary>
    Private = 0,

    /// <summary>Readable by anyone who asks the same public host.</summary>
    Public = 1,
}
