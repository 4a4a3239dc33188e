using System.ClientModel.Primitives;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>Replaces the SDK's user agent, which tells the runtime and the operating system, by the product's name.</summary>
internal sealed class PlainUserAgent : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set("User-Agent", "gatehouse");
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Set("User-Agent", "gatehouse");
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
