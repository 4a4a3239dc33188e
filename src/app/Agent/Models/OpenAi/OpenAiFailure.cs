using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>What a failed call means, in the Gate's terms. The server's own words stay out: they may repeat the prompt or the key.</summary>
internal static class OpenAiFailure
{
    /// <summary>Largest error that is read for its code, bytes; real ones have some hundred.</summary>
    private const int MaxErrorBytes = 16 * 1024;

    public static EffectFailedException? Explain(Exception cause) =>
        Inner<EffectFailedException>(cause) is { } refused ? refused
        : Inner<ClientResultException>(cause) is { Status: > 0 } answered ? Answered(answered)
        : Inner<TimeoutException>(cause) is not null || cause is TaskCanceledException { InnerException: TimeoutException }
            ? new(FailureReason.TimedOut, "The model server did not answer in time. Ask again, or check that the server is well.", cause)
        : Inner<HttpRequestException>(cause) is not null || Inner<IOException>(cause) is not null || cause is ClientResultException
            ? new(FailureReason.Unreachable, "The model server cannot be reached, or the connection broke. Check LLM_BASE_URL.", cause)
        : cause is JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException
            ? new(FailureReason.Unreadable, "The model server's answer is not a chat completion. Check LLM_BASE_URL.", cause)
        : null;

    private static EffectFailedException Answered(ClientResultException answered)
    {
        var status = answered.Status;
        return status switch
        {
            429 => new(FailureReason.RateLimited, "The model server asks to slow down (429). Wait a little and ask again.", answered)
            {
                RetryAfter = RetryAfter(answered),
            },
            401 or 403 => Upstream($"The model server refused the key ({status}). Check LLM_API_KEY."),
            404 => Upstream("The model server does not know this address or model (404). Check LLM_BASE_URL and LLM_MODEL."),
            400 or 413 when IsTooLong(answered) => new(
                FailureReason.ContextTooLong,
                $"The model server says that this is longer than the model's context ({status}). Send less, or take a model with more.",
                answered
            ),
            400 or 413 or 422 => new(
                FailureReason.RequestRefused,
                $"The model server refused the request ({status}). The conversation may be too long for this model, or it has no tools.",
                answered
            ),
            408 or 504 => new(FailureReason.TimedOut, $"The model server did not answer in time ({status}). Ask again.", answered),
            >= 300 and < 400 => new(
                FailureReason.Redirect,
                $"The model server answered with a redirect ({status}), which is not followed. Check LLM_BASE_URL.",
                answered
            ),
            _ => Upstream($"The model server reported an error ({status}). Ask again later."),
        };

        EffectFailedException Upstream(string message) => new(FailureReason.Upstream, message, answered);
    }

    // Of the server's own words only this one, and only whether it is there.
    private static bool IsTooLong(ClientResultException answered)
    {
        try
        {
            return answered.GetRawResponse()?.Content is { } body
                && body.ToMemory().Length <= MaxErrorBytes
                && JsonNode.Parse(body.ToMemory().Span)?["error"]?["code"] is JsonValue code
                && code.TryGetValue<string>(out var text)
                && text == "context_length_exceeded";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    // Seconds only: a date would have to be believed about the other side's clock.
    private static TimeSpan? RetryAfter(ClientResultException answered) =>
        answered.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var value) == true
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400))
            : null;

    private static T? Inner<T>(Exception cause)
        where T : Exception
    {
        for (var at = cause; at is not null; at = at.InnerException!)
        {
            if (at is T found)
            {
                return found;
            }
        }

        return null;
    }
}
