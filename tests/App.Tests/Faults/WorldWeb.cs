using System.Text;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

/// <summary>A web that takes every request and keeps it.</summary>
internal sealed class WorldWeb(World world, FaultLine line) : IOutbound
{
    public HttpClient Open(GatePass pass, Effect effect)
    {
        pass.Redeem(effect);
        return new HttpClient(new Handler(world, line, pass.Effect, effect.Repeat == Repeat.Safe));
    }

    private sealed class Handler(World world, FaultLine line, EffectId effect, bool isRepeatable) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var what = $"{request.Method.Method} {request.RequestUri!.OriginalString} {body}";
            return line.Pass(
                FaultPort.Web,
                request.Method.Method,
                acts: true,
                () =>
                {
                    world.Add(new WorldEvent(FaultPort.Web, effect, what, isRepeatable, 0));
                    return new HttpResponseMessage { Content = new StringContent("<p>taken</p>", Encoding.UTF8, "text/html") };
                }
            );
        }
    }
}
