namespace Gatehouse.Security.Paths;

/// <summary>Why a text is no relative path. Closed; a sentence each in <see cref="PathRejectionText"/>.</summary>
public enum PathRejection
{
    None,

    Empty,

    /// <summary>More than <see cref="RelativePath.MaxBytes"/>.</summary>
    TooLong,

    /// <summary>One name has more than <see cref="RelativePath.MaxNameBytes"/>.</summary>
    NameTooLong,

    /// <summary>Begins at a root: <c>/x</c>, <c>//x</c>.</summary>
    Absolute,

    /// <summary>Two slashes together, or one at the end.</summary>
    EmptyName,

    /// <summary><c>.</c> or <c>..</c> as a name.</summary>
    DotName,

    /// <summary>A separator elsewhere, and the start of <c>\\server\share</c>.</summary>
    Backslash,

    /// <summary>A drive, or another stream of a file: <c>C:x</c>, <c>a:b</c>.</summary>
    Colon,

    /// <summary>NUL, line breaks and other controls.</summary>
    Control,

    /// <summary>Invisible, reordering, or a blank that is no space.</summary>
    Hidden,

    /// <summary>Looks like a separator, a dot or a colon and becomes one where names are converted.</summary>
    LookAlike,

    /// <summary>Half a surrogate pair: no text that a file system could store.</summary>
    NotUnicode,

    /// <summary>A name that begins or ends with a space, or ends with a dot: elsewhere the same name without it.</summary>
    EdgeOfName,

    /// <summary>A device wherever it stands: <c>CON</c>, <c>nul.txt</c>, <c>COM1</c>.</summary>
    DeviceName,

    /// <summary>A percent sign without two hex digits, or bytes that are not UTF-8 in its only form.</summary>
    BadPercentEncoding,

    /// <summary>A separator, dot or control that is percent-encoded.</summary>
    EncodedSyntax,

    /// <summary>Percent-encoded more than once.</summary>
    DoublyEncoded,

    /// <summary>A query or fragment: this is more of a URL than its path.</summary>
    NotOnlyPath,
}
