using System.Text.Json.Nodes;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Drivers;

/// <summary>Sends a planned request: these bytes and no others.</summary>
internal sealed class HttpRequestDriver(IOutbound outbound) : IEffectDriver<HttpRequest>
{
    public async Task<EffectOutput> ExecuteAsync(HttpRequest effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        using var request = Message(effect);
        var answer = await WebExchange.SendAsync(outbound, pass, effect, request, ct);
        var headers = new JsonObject();
        foreach (var header in answer.Headers)
        {
            headers[header.Name] = header.Value;
        }

        var result = new JsonObject
        {
            ["status"] = answer.Status,
            ["headers"] = headers,
            ["body"] = BodyText.Of(answer),
        };
        return new EffectOutput(ResultJson.Text(result));
    }

    private static HttpRequestMessage Message(HttpRequest effect)
    {
        var request = new HttpRequestMessage(new HttpMethod(effect.Method.Wire()), effect.Target.ToUri());
        // An empty body is a body: without one the transport would repeat a request that was not answered, all by itself.
        request.Content = HttpRequest.CarriesBody(effect.Method) ? new ReadOnlyMemoryContent(effect.Body) : null;
        foreach (var header in effect.Headers)
        {
            // The rules of the effect checked names and values; the client must not "correct" them.
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                request.Content ??= new ReadOnlyMemoryContent(ReadOnlyMemory<byte>.Empty);
                request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return request;
    }
}
