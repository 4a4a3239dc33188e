using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Cli.Control;

/// <summary>Reads events off an open stream.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private const string DataField = "data: ";

    /// <summary>The next event that this program knows; null when the server closed the stream.</summary>
    public async Task<ServerEvent?> NextAsync(CancellationToken ct)
    {
        while (await ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(DataField, StringComparison.Ordinal) && Parse(line[DataField.Length..]) is { } happened)
            {
                return happened;
            }
        }

        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        try
        {
            return await lines.ReadLineAsync(ct);
        }
        catch (IOException)
        {
            return null; // A server that was killed ends the stream like one that stopped.
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static ServerEvent? Parse(string data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, GatehouseJson.Default.ServerEvent);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null; // An event of a newer server.
        }
    }
}
