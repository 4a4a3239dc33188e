using System.Text.Json;
using Gatehouse.Agent.Completions;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Completions;
using Gatehouse.Gate.Drivers;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Completions;

/// <summary>Asks the model and answers: whole, or piece by piece as the model's server sends it.</summary>
/// <remarks>The model's call ends with the request: when the client goes, and when what opened it is taken back or runs out.</remarks>
internal sealed class CompletionAnswer(CompletionQuestion question, ProgramCalls model, RunningCalls running, TimeProvider clock) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var caller =
            httpContext.Features.Get<Credential>() ?? throw new InvalidOperationException("a completion was reached without a credential");
        using var call = running.Open(caller);
        if (call is null)
        {
            await ProblemAnswer.UnauthorizedAsync(httpContext);
            return;
        }

        if (caller is Credential.Scoped && running.Count(caller) > RunningCalls.MostOfToken)
        {
            await ProblemAnswer.TooManyAsync(
                httpContext,
                TimeSpan.FromSeconds(1),
                $"A token has at most {RunningCalls.MostOfToken} calls under way. Wait for one of them."
            );
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, call.WhenCut);
        try
        {
            await (question.Stream ? StreamAsync(httpContext, caller, end) : WholeAsync(httpContext, caller, end.Token));
        }
        catch (OperationCanceledException) when (call.WhenCut.IsCancellationRequested)
        {
            // A reader that stands still would hold an orderly end back, and whoever holds the token is told nothing more.
            httpContext.Abort();
        }
    }

    private async Task WholeAsync(HttpContext context, Credential caller, CancellationToken ct)
    {
        var result = await model.RunAsync(question.Prompt, question.MaxTokens, caller.Holder, reader: null, ct);
        ct.ThrowIfCancellationRequested();
        if (result is not CompletionResult.Replied { Reply: var reply })
        {
            await Why(result).ExecuteAsync(context);
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(Whole(reply), GatehouseJson.Default.Completion);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, ct);
    }

    private async Task StreamAsync(HttpContext context, Credential caller, CancellationTokenSource end)
    {
        var (feed, stream) = (new ReplyFeed(), new CompletionStream(context.Response, CompletionId.Create(model.Model, clock)));
        var asked = AskAsync(feed, caller, end.Token);
        try
        {
            while (await feed.Pieces.WaitToReadAsync(end.Token))
            {
                while (feed.Pieces.TryRead(out var piece))
                {
                    await stream.WriteAsync(piece, end.Token);
                }

                await stream.FlushAsync(end.Token);
            }

            var result = await asked;
            end.Token.ThrowIfCancellationRequested();
            await EndAsync(context, stream, result, end.Token);
        }
        finally
        {
            // Whatever became of the client, the call ends and its end is recorded.
            await end.CancelAsync();
            await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndAsync(HttpContext context, CompletionStream stream, CompletionResult result, CancellationToken ct)
    {
        if (result is CompletionResult.Replied { Reply: var reply })
        {
            // No orderly end for what should not have gone out.
            if (!stream.Is(reply))
            {
                await stream.FailAsync(CompletionEnds.HeldSecret, ct);
                return;
            }

            await stream.FinishAsync(reply, question.IncludeUsage, ct);
        }
        else if (stream.HasBegun)
        {
            await stream.FailAsync(Why(result), ct);
        }
        else
        {
            await Why(result).ExecuteAsync(context);
        }
    }

    private async Task<CompletionResult> AskAsync(ReplyFeed feed, Credential caller, CancellationToken ct)
    {
        try
        {
            return await model.RunAsync(question.Prompt, question.MaxTokens, caller.Holder, feed, ct);
        }
        finally
        {
            feed.Complete();
        }
    }

    private CompletionRefusal Why(CompletionResult result) =>
        result is CompletionResult.Ended ended
            ? CompletionEnds.Of(ended.Why, clock.GetUtcNow())
            : throw new InvalidOperationException("a reply is no refusal");

    private Completion Whole(CompletionReply reply)
    {
        var id = CompletionId.Create(model.Model, clock);
        var calls = reply
            .Calls.Select(call => new CompletionToolCall(
                Index: null,
                CompletionId.OfCall(call.Id),
                "function",
                new CompletionFunction(call.Name, call.Arguments)
            ))
            .ToList();
        var message = new CompletionMessage(
            "assistant",
            reply.Text.Length == 0 && calls.Count > 0 ? null : reply.Text,
            calls.Count == 0 ? null : calls
        );
        var choice = new CompletionChoice(0, message, CompletionId.Finish(reply.Finish, calls.Count));
        return new Completion(id.Id, "chat.completion", id.Created, id.Model, [choice], CompletionId.Usage(reply.Usage));
    }
}
