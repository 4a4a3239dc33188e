using System.Text;
using Gatehouse.Cli.Output;

namespace Gatehouse.Cli.Chat;

/// <summary>Texts that go along with a message: files, and standard input for a dash.</summary>
internal static class PastedInput
{
    private const string StandardInput = "-";

    /// <summary>What the gateway takes of one request; the words around it need some of that.</summary>
    private const int MaxBytes = 1_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<IReadOnlyList<string>> ReadAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var texts = new List<string>();
        foreach (var name in names)
        {
            texts.Add(await ReadAsync(name, ct));
        }

        return texts;
    }

    private static async Task<string> ReadAsync(string name, CancellationToken ct)
    {
        try
        {
            await using var input = name == StandardInput ? Console.OpenStandardInput() : File.OpenRead(name);
            return Strict.GetString(await BytesAsync(name, input, ct));
        }
        catch (DecoderFallbackException)
        {
            throw CliProblem.Failed($"{Called(name)} is no text in UTF-8. Convert it first, for instance with iconv.");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliProblem.Failed($"{Called(name)} cannot be read: {broken.Message}");
        }
    }

    private static async Task<byte[]> BytesAsync(string name, Stream input, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = await input.ReadAsync(buffer, ct); read > 0; read = await input.ReadAsync(buffer, ct))
        {
            if (bytes.Length + read > MaxBytes)
            {
                throw CliProblem.Failed(
                    $"{Called(name)} is longer than a message may be ({MaxBytes:N0} bytes). Send the part that matters."
                );
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static string Called(string name) => name == StandardInput ? "Standard input" : name;
}
