using System.ClientModel;
using System.ClientModel.Primitives;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>Opens the configured server for one call, over a lease. The key is not here: Egress puts it in the place of the dummy.</summary>
internal sealed class OpenAiSource(IOutbound outbound, ModelSettings settings) : IModelSource
{
    private const string DummyKey = "gatehouse";

    public IChatClient Open(ModelCall call, GatePass pass)
    {
        var lease = outbound.Open(pass, call);
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.BaseUrl!.Url),
            Transport = new HttpClientPipelineTransport(lease),
            // Each attempt is an effect of its own, so nothing below the Gate tries again.
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = settings.Timeout,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        options.AddPolicy(new PlainUserAgent(), PipelinePosition.BeforeTransport);
        var client = new ChatClient(call.Model, new ApiKeyCredential(DummyKey), options);
        return new OpenAiModel(client, lease, ownLimitName: settings.BaseUrl.Host.Value == "api.openai.com");
    }

    public EffectFailedException? Explain(Exception cause) => OpenAiFailure.Explain(cause);
}
