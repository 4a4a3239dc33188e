using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Agent;

/// <summary>A web of a few addresses. Redeems passes as Egress does, and remembers what was asked of it.</summary>
internal sealed class StubWeb : IOutbound
{
    private readonly ConcurrentDictionary<string, Func<HttpResponseMessage>> _pages = new();

    public ConcurrentQueue<(string Method, string Url, string Headers, string Body)> Requests { get; } = new();

    /// <summary>Held back answers: a request waits until this completes.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public void Page(string url, string html, string type = "text/html") =>
        _pages[url] = () => new HttpResponseMessage { Content = new StringContent(html, Encoding.UTF8, type) };

    public void Answer(string url, Func<HttpResponseMessage> answer) => _pages[url] = answer;

    public HttpClient Open(GatePass pass, Effect effect)
    {
        pass.Redeem(effect);
        return new HttpClient(new Handler(this));
    }

    private sealed class Handler(StubWeb web) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = $"{request.Headers}{request.Content?.Headers}";
            web.Requests.Enqueue((request.Method.Method, request.RequestUri!.OriginalString, headers, body));
            await web.Ready.WaitAsync(cancellationToken);
            return web._pages.TryGetValue(request.RequestUri.OriginalString, out var page)
                ? page()
                : new HttpResponseMessage(HttpStatusCode.NotFound);
        }
    }
}
