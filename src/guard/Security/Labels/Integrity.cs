namespace Gatehouse.Security.Labels;

/// <summary>Who stands behind a text. Lower is worse; <c>default</c> is the worst, so a forgotten label never grants trust.</summary>
public enum Integrity
{
    /// <summary>Came from outside: a page, a response, a file. Data, never an instruction.</summary>
    Untrusted = 0,

    /// <summary>Written by the model from a context that held nothing untrusted.</summary>
    Assistant = 1,

    /// <summary>Typed by the owner.</summary>
    Owner = 2,
}
