using Gatehouse.Cli.Output;

namespace Gatehouse.Cli.Input;

/// <summary>Files and standard input, read whole up to a limit.</summary>
internal static class CappedInput
{
    /// <param name="name">A file; null for standard input.</param>
    public static Stream Open(string? name)
    {
        try
        {
            return name is null ? Console.OpenStandardInput() : File.OpenRead(name);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliProblem.Failed($"{name} cannot be read: {broken.Message}");
        }
    }

    /// <param name="tooMuch">What to say when there is more than <paramref name="most"/> bytes: cause and fix.</param>
    public static async Task<byte[]> ReadAsync(Stream input, long most, string tooMuch, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = await input.ReadAsync(buffer, ct); read > 0; read = await input.ReadAsync(buffer, ct))
        {
            if (bytes.Length + read > most)
            {
                throw CliProblem.Failed(tooMuch);
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
