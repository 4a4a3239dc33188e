using Gatehouse.Agent.Completions;
using Gatehouse.Contracts.Completions;
using Gatehouse.Server.Access;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Completions;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The model for other programs, as OpenAI's API offers it. No loop, no tools of ours, no memory; the Gate like anything else.</summary>
internal static class CompletionEndpoints
{
    public static void MapCompletions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/chat/completions", CompleteAsync)
            .WithFacts(
                Routes.Write(
                    "Asks the model, in OpenAI's terms; text and calls of the caller's own tools come as the model sends them"
                ) with
                {
                    Scope = TokenScope.Chat,
                    Listeners = Listeners.Gateway,
                    RateLimit = RateLimits.Completions,
                }
            )
            .WithMetadata(new BodySchema(CompletionReader.Schema));
        app.MapGet("/v1/models", Models)
            .WithFacts(Routes.Read("The models that can be asked") with { Scope = TokenScope.Chat, Listeners = Listeners.Gateway });
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext context,
        ProgramCalls model,
        RunningCalls running,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        try
        {
            return new CompletionAnswer(await CompletionReader.ReadAsync(context.Request.Body, model.Model, ct), model, running, clock);
        }
        catch (BadCompletionException bad)
        {
            return CompletionRefusal.Of(bad);
        }
    }

    private static Ok<ModelList> Models(ProgramCalls model, ServerClock clock) =>
        TypedResults.Ok(
            new ModelList("list", [new ModelView(model.Model, "model", (clock.Now - clock.Uptime).ToUnixTimeSeconds(), "gatehouse")])
        );
}
