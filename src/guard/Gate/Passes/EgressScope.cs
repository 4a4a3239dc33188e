using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Gate.Passes;

/// <summary>What a lease may do on the network: the Gate derives it from the effect, so no driver can ask for more.</summary>
/// <param name="Caller">Whose allowlist, credentials and connections: see <see cref="EffectCallers"/>.</param>
/// <param name="Target">The one address it may request, to the letter.</param>
/// <param name="MaxRequests">Requests under this lease. Retries live above the Gate, each its own effect, so one is the rule.</param>
/// <param name="MaxResponseBytes">Cap on the body, compressed and inflated alike.</param>
/// <param name="Timeout">From connecting to the last byte; for a model, which may stream for long, between two reads.</param>
public sealed record EgressScope(
    string Caller,
    RequestTarget Target,
    IReadOnlyList<WebMethod> Methods,
    int MaxRequests,
    long MaxResponseBytes,
    TimeSpan Timeout
)
{
    /// <summary>5 MB: the seed's limit of the http tool (I-180).</summary>
    public const long WebResponseBytes = 5 * 1024 * 1024;

    /// <summary>16 MB: a reply of 128,000 tokens at 40 bytes of event framing each is about 10 MB.</summary>
    public const long ModelResponseBytes = 16 * 1024 * 1024;

    /// <summary>64 KB: most bytes of an answer's status line and headers. Real ones stay below 16 KB.</summary>
    public const int ResponseHeadBytes = 64 * 1024;

    /// <summary>30 s: the seed's timeout of the http tool (I-184).</summary>
    public static readonly TimeSpan WebTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Most bytes of an answer as it comes over the connection: head, body, and a quarter of the body for the framing of chunks, of which
    /// common servers use 8 bytes for thousands. What is beyond it is not read.
    /// </summary>
    public long MaxAnswerBytes => ResponseHeadBytes + MaxResponseBytes + MaxResponseBytes / 4;

    /// <summary>The scope an effect needs; null when it needs no network.</summary>
    public static EgressScope? For(Effect effect, TimeSpan modelTimeout) =>
        effect switch
        {
            ModelCall { Endpoint: { } endpoint } => new(
                EffectCallers.Model,
                endpoint,
                [WebMethod.Post],
                1,
                ModelResponseBytes,
                modelTimeout
            ),
            FetchPage page => new(EffectCallers.WebFetch, page.Target, [WebMethod.Get], 1, WebResponseBytes, WebTimeout),
            HttpRequest request => new(EffectCallers.Http, request.Target, [request.Method], 1, WebResponseBytes, WebTimeout),
            _ => null,
        };
}
