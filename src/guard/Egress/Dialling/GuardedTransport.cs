namespace Gatehouse.Egress.Dialling;

/// <summary>The transport of one caller; a lease sends through it after deciding.</summary>
internal sealed class GuardedTransport(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    public new Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => base.SendAsync(request, ct);
}
