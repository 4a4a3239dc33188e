using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Sqlite;

/// <summary>The values of a row exactly as they are stored: long, double, string, byte[] or null.</summary>
/// <remarks>
/// The usual getters convert, stop at a zero character and mend broken UTF-8, all of which would hide a changed byte. Text that is
/// not UTF-8 comes back as bytes, so whoever expects text sees that it is none.
/// </remarks>
internal static class RowValues
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static object?[] Read(SqliteDataReader reader)
    {
        var values = new object?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read(reader.Handle!, i);
        }

        return values;
    }

    /// <summary>Whether the text is the same after storing: a lone surrogate would come back as U+FFFD.</summary>
    public static bool Survives(string text)
    {
        try
        {
            _ = Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static object? Read(sqlite3_stmt row, int column) =>
        raw.sqlite3_column_type(row, column) switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, column),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(row, column),
            raw.SQLITE_TEXT => Text(raw.sqlite3_column_blob(row, column)),
            raw.SQLITE_BLOB => raw.sqlite3_column_blob(row, column).ToArray(),
            _ => null,
        };

    private static object Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return bytes.ToArray();
        }
    }
}
