namespace Gatehouse.Storage.Home;

/// <summary>Why a file beneath a folder was not opened.</summary>
public enum OpenRefusal
{
    /// <summary>This system has no way to open a file without following links.</summary>
    Unsupported,

    /// <summary>A part of the path is a link, or would lead out of the folder.</summary>
    Link,

    /// <summary>A folder, a pipe, a device: no regular file.</summary>
    NotAFile,

    /// <summary>The file has a second name, which may lie outside.</summary>
    SecondName,

    /// <summary>The system refused: no permission, no space, too many open files.</summary>
    System,
}

/// <summary>A file beneath a folder was not opened. The message is for the owner; it names the file.</summary>
public sealed class BeneathException(OpenRefusal why, string message) : IOException(message)
{
    public OpenRefusal Why { get; } = why;
}
