namespace Gatehouse.Bench.Clients;

/// <summary>HttpClient as the framework gives it, kept for all requests; and one that opens a connection for each.</summary>
internal sealed class PlainClients(string url) : IDisposable
{
    private readonly HttpClient _kept = new(new SocketsHttpHandler());
    private readonly HttpClient _fresh = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    private readonly Uri _url = new(url);

    public Task<int> GetAsync() => SendAsync(_kept, HttpMethod.Get, body: null);

    public Task<int> GetOverNewConnectionAsync() => SendAsync(_fresh, HttpMethod.Get, body: null);

    public Task<int> PostAsync() => SendAsync(_kept, HttpMethod.Post, GuardedClients.Prompt);

    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    private async Task<int> SendAsync(HttpClient client, HttpMethod method, byte[]? body)
    {
        using var request = new HttpRequestMessage(method, _url);
        request.Content = body is null ? null : new ByteArrayContent(body);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
