using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Cli.Input;

/// <summary>A passphrase as bytes of UTF-8, from the keyboard or from standard input. Never an argument, never a setting.</summary>
/// <remarks>Wiped when disposed, and pinned, so that no copy of it is left where it lay.</remarks>
internal sealed class PassphraseInput : IDisposable
{
    private readonly byte[] _bytes;
    private int _length;

    private PassphraseInput(int most) => _bytes = GC.AllocateArray<byte>(most + 1, pinned: true);

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <param name="fromInput">All of standard input, less a line end.</param>
    /// <param name="twice">Whether a slip of the finger would be found out too late.</param>
    /// <param name="most">Bytes.</param>
    public static PassphraseInput Read(bool fromInput, bool twice, int most)
    {
        if (!fromInput && (Console.IsInputRedirected || Console.IsErrorRedirected))
        {
            throw CliProblem.Usage("There is no terminal to ask for the passphrase. Give it on standard input, with --passphrase-stdin.");
        }

        var read = new PassphraseInput(most);
        try
        {
            if (fromInput)
            {
                read.TakeInput(most);
            }
            else
            {
                read.TakeKeys("Passphrase of the backup: ", most);
                if (twice)
                {
                    using var again = new PassphraseInput(most);
                    again.TakeKeys("The same again: ", most);
                    // Both were typed here just now: how long it takes tells nobody anything.
                    if (!read.Bytes.SequenceEqual(again.Bytes))
                    {
                        throw CliProblem.Failed("The two passphrases differ. Nothing was written; try again.");
                    }
                }
            }

            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    private void TakeInput(int most)
    {
        using var input = Console.OpenStandardInput();
        int count;
        while (_length < _bytes.Length && (count = input.Read(_bytes, _length, _bytes.Length - _length)) > 0)
        {
            _length += count;
        }

        if (_length > most)
        {
            throw TooLong(most);
        }

        if (_length > 0 && _bytes[_length - 1] == '\n')
        {
            _length--;
        }

        if (_length > 0 && _bytes[_length - 1] == '\r')
        {
            _length--;
        }
    }

    private void TakeKeys(string prompt, int most)
    {
        Console.Error.Write(prompt);
        var typed = GC.AllocateArray<char>(most, pinned: true);
        var count = 0;
        try
        {
            for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
            {
                if (key.Key == ConsoleKey.Backspace)
                {
                    // A character of two units goes whole.
                    count = Math.Max(0, count - (count > 1 && char.IsSurrogatePair(typed[count - 2], typed[count - 1]) ? 2 : 1));
                }
                else if (!char.IsControl(key.KeyChar))
                {
                    typed[count] = count < most - 1 ? key.KeyChar : throw TooLong(most);
                    count++;
                }
            }

            _length =
                Encoding.UTF8.GetByteCount(typed, 0, count) <= most
                    ? Encoding.UTF8.GetBytes(typed, 0, count, _bytes, 0)
                    : throw TooLong(most);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(typed.AsSpan()));
            Console.Error.WriteLine();
        }
    }

    private static CliProblem TooLong(int most) => CliProblem.Usage($"The passphrase is longer than {most} bytes.");
}
