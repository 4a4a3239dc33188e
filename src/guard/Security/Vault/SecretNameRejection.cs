namespace Gatehouse.Security.Vault;

/// <summary>Why a text was not accepted as the name of a secret.</summary>
public enum SecretNameRejection
{
    /// <summary>Nothing was wrong; the text was accepted.</summary>
    None = 0,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>The name is longer than 64 characters.</summary>
    TooLong,

    /// <summary>The name does not start with a lower-case letter.</summary>
    BadStart,

    /// <summary>The name has something other than lower-case ASCII letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    BadCharacter,
}
