using System.Text;
using Gatehouse.Cli.Output;

namespace Gatehouse.Cli.Input;

/// <summary>A text that a command sends to the server.</summary>
internal static class InputText
{
    /// <summary>Its name where files are named.</summary>
    public const string StandardInput = "-";

    /// <summary>What the gateway takes of one request, 1 MiB, less what stands around the text.</summary>
    private const int MaxBytes = 1_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="name">A file, or <see cref="StandardInput"/>.</param>
    public static async Task<string> ReadAsync(string name, CancellationToken ct)
    {
        var called = name == StandardInput ? "Standard input" : name;
        await using var input = CappedInput.Open(name == StandardInput ? null : name);
        try
        {
            var tooMuch = $"{called} is longer than one request may be ({MaxBytes:N0} bytes). Send the part that matters.";
            return Strict.GetString(await CappedInput.ReadAsync(input, MaxBytes, tooMuch, ct));
        }
        catch (DecoderFallbackException)
        {
            throw CliProblem.Failed($"{called} is no text in UTF-8. Convert it first, for instance with iconv.");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed($"{called} cannot be read: {broken.Message}");
        }
    }
}
