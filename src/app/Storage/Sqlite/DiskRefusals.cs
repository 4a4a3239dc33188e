using Gatehouse.Gate;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Tells a disk that refuses from a mistake of ours, by SQLite's primary result codes (sqlite.org/rescode.html).</summary>
internal static class DiskRefusals
{
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    public static bool Is(SqliteException problem) => Why(problem) is not null;

    public static DiskRefusedException Of(string path, SqliteException problem) =>
        new($"{path} cannot be written: {Why(problem)}", problem);

    private static string? Why(SqliteException problem) =>
        problem.SqliteErrorCode switch
        {
            Full => "the disk is full. Free space there.",
            ReadOnly => "it is read-only. Make the file and its disk writable, for this user.",
            CannotOpen => "a file beside it cannot be opened or made. Make its folder writable, for this user.",
            InputOutput => $"the disk reports an error ({problem.SqliteExtendedErrorCode}). Look whether it is full, broken or gone.",
            _ => null,
        };
}
