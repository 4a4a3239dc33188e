using Gatehouse.Agent.Drivers.Html;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Drivers;

/// <summary>Reads a page as readable text. An answer that is an error is one.</summary>
internal sealed class FetchPageDriver(IOutbound outbound, TimeProvider clock) : IEffectDriver<FetchPage>
{
    public async Task<EffectOutput> ExecuteAsync(FetchPage effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, effect.Target.ToUri());
        var answer = await WebExchange.SendAsync(outbound, pass, effect, request, ct);
        if (answer.Status >= 400)
        {
            throw new EffectFailedException(
                answer.Status == 404 ? FailureReason.NotFound : FailureReason.Upstream,
                $"The server answered {answer.Status}: the page cannot be read."
            );
        }

        var readable = BodyText.IsHtml(answer) ? Read(BodyText.Decode(answer), effect, ct) : BodyText.Of(answer);
        return new EffectOutput(readable.Length == 0 ? "[the page has no text]" : readable);
    }

    private string Read(string html, FetchPage effect, CancellationToken ct)
    {
        if (!HtmlLimits.Allow(html))
        {
            throw new EffectFailedException(FailureReason.Unreadable, "The page is nested too deeply to be read.");
        }

        try
        {
            return HtmlText.Of(html, effect.Target, clock, ct);
        }
        catch (TimeoutException)
        {
            throw new EffectFailedException(
                FailureReason.Unreadable,
                $"The page is built so that reading it takes more than {PacedHtml.MaxTime.TotalSeconds:0} s, so it was not read."
            );
        }
    }
}
