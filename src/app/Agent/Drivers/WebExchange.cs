using System.Net;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Drivers;

/// <summary>One request over a lease and its whole answer. Egress holds the limits; here failures get their names.</summary>
internal static class WebExchange
{
    /// <exception cref="EffectFailedException">It could not be sent or read, or the answer is a redirect.</exception>
    public static async Task<WebAnswer> SendAsync(
        IOutbound outbound,
        GatePass pass,
        Effect effect,
        HttpRequestMessage request,
        CancellationToken ct
    )
    {
        using var lease = outbound.Open(pass, effect);
        try
        {
            using var response = await lease.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest and not HttpStatusCode.NotModified)
            {
                throw Redirect(response, request.RequestUri!);
            }

            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return new WebAnswer((int)response.StatusCode, [.. Headers(response)], response.Content.Headers.ContentType, body);
        }
        catch (OperationCanceledException cause) when (!ct.IsCancellationRequested)
        {
            throw new EffectFailedException(FailureReason.TimedOut, "There was no answer in time. Try again later.", cause);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw Refused(cause)
                ?? new EffectFailedException(
                    FailureReason.Unreachable,
                    "The host cannot be reached, or the connection broke. Check the address.",
                    cause
                );
        }
    }

    // The client wraps what its handlers throw while the body is read; Egress's own word is further in.
    private static EffectFailedException? Refused(Exception cause)
    {
        for (var at = cause.InnerException; at is not null; at = at.InnerException)
        {
            if (at is EffectFailedException refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static EffectFailedException Redirect(HttpResponseMessage response, Uri asked)
    {
        // Written out in full it is read as it was written; only what is relative needs the framework to put it together.
        var where =
            response.Headers.Location is not { } location ? null
            : location.IsAbsoluteUri ? location.OriginalString
            : Uri.TryCreate(asked, location, out var next) ? next.AbsoluteUri
            : null;
        return new EffectFailedException(
            FailureReason.Redirect,
            RequestTarget.TryParse(where, out var target, out _)
                ? $"The server redirects ({(int)response.StatusCode}) to the host {target.Host.Value}. Redirects are not followed; ask for that address if it is meant."
                : $"The server redirects ({(int)response.StatusCode}) to an address that is not acceptable. Redirects are not followed."
        );
    }

    private static IEnumerable<HeaderField> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).Select(header => new HeaderField(header.Key, string.Join(", ", header.Value)));
}

/// <summary>A whole answer.</summary>
internal sealed record WebAnswer(
    int Status,
    IReadOnlyList<HeaderField> Headers,
    System.Net.Http.Headers.MediaTypeHeaderValue? Type,
    byte[] Body
);
