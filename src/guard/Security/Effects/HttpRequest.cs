using System.Collections.Immutable;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Effects;

/// <summary>One request as the model composed it: method, URL, headers and body bytes, exactly as they will be sent.</summary>
public sealed record HttpRequest : Effect
{
    private HttpRequest(WebMethod method, RequestTarget target, ImmutableArray<HeaderField> headers, ReadOnlyMemory<byte> body) =>
        (Method, Target, Headers, Body) = (method, target, headers, body);

    /// <summary>Most bytes a body may have: what a card can still be asked to stand for. 1 MB, the gateway's own body limit.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Most headers that can be planned; beyond it nobody reads a card.</summary>
    public const int MaxHeaders = 64;

    public WebMethod Method { get; }

    public RequestTarget Target { get; }

    public ImmutableArray<HeaderField> Headers { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public override EffectKind Kind => EffectKind.HttpRequest;

    public override Durability Durability => Durability.Durable;

    public override Repeat Repeat => Method is WebMethod.Get or WebMethod.Head ? Repeat.Safe : Repeat.Unsafe;

    public override string Line => $"{Method.Wire()} {Target.Origin}";

    /// <summary>Checks and builds a request.</summary>
    /// <returns>Null with the reason when a header is not allowed or a part is too large.</returns>
    public static HttpRequest? TryCreate(
        WebMethod method,
        RequestTarget target,
        ImmutableArray<HeaderField> headers,
        ReadOnlyMemory<byte> body,
        out string? refusal
    )
    {
        refusal =
            headers.Length > MaxHeaders ? $"more than {MaxHeaders} headers"
            : body.Length > MaxBodyBytes ? $"body over {MaxBodyBytes} bytes"
            : method is WebMethod.Get or WebMethod.Head && !body.IsEmpty ? "GET and HEAD carry no body"
            : headers.Select(HeaderRules.Refuse).FirstOrDefault(reason => reason is not null)
                ?? HeaderRules.RefuseTogether(headers, CarriesBody(method));
        return refusal is null ? new HttpRequest(method, target, headers, body) : null;
    }

    /// <summary>Whether the method announces a body, if only an empty one: the transport then always sends its length.</summary>
    public static bool CarriesBody(WebMethod method) => method is not (WebMethod.Get or WebMethod.Head);

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("method", Method.Wire());
        writer.Text("url", Target.Url);
        writer.Pairs("headers", Headers);
        writer.Bytes("body", Body.Span);
    }
}
