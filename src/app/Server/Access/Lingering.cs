namespace Gatehouse.Server.Access;

/// <summary>
/// Reads on for a moment after a body was refused. A client that is cut off while it still sends sees a broken connection instead of
/// the answer; a little patience lets most of them finish.
/// </summary>
internal static class Lingering
{
    /// <summary>Most that is read and thrown away: twice the body limit.</summary>
    private const long MaxBytes = 2L * GatewayLimits.BodyBytes;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public static async Task DrainAsync(Stream body, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var buffer = new byte[16 * 1024];
        try
        {
            for (var left = MaxBytes; left > 0; )
            {
                var read = await body.ReadAsync(buffer, patience.Token);
                if (read == 0)
                {
                    return;
                }

                left -= read;
            }
        }
        catch (OperationCanceledException)
        {
            // Out of patience, or the client left: the answer is all it gets.
        }
        catch (IOException)
        {
            // The same.
        }
    }
}
