using System.Net.Http.Headers;

namespace Gatehouse.Egress.Receiving;

/// <summary>Bytes of an HTTP/1.1 message as it is written on the wire (RFC 9112), without the framing of chunks.</summary>
internal static class MessageSize
{
    /// <summary>"HTTP/1.1", two spaces, the line break, and the empty line at the end.</summary>
    private const int Frame = 8 + 2 + 2 + 2;

    /// <summary>The whole request. Its body must know its length; those of the drivers and of the model's client do.</summary>
    public static long Of(HttpRequestMessage request) =>
        Frame
        + (request.Content?.Headers.ContentLength ?? 0)
        + request.Method.Method.Length
        + request.RequestUri!.PathAndQuery.Length
        // The transport writes it itself.
        + Field("Host", request.RequestUri.Authority)
        + Fields(request.Headers)
        + Fields(request.Content?.Headers);

    /// <summary>The head of the answer; its body is counted as it is read.</summary>
    public static long Of(HttpResponseMessage response) =>
        Frame + 3 + (response.ReasonPhrase?.Length ?? 0) + Fields(response.Headers) + Fields(response.Content.Headers);

    private static long Fields(HttpHeaders? headers) =>
        headers?.NonValidated.Sum(field => field.Value.Sum(value => Field(field.Key, value))) ?? 0;

    private static long Field(string name, string value) => name.Length + 2 + value.Length + 2;
}
