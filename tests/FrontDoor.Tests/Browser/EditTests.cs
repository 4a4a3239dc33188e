using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

public sealed class EditTests
{
    [BrowserFact]
    public async Task A_message_is_said_otherwise_answered_again_and_taken_back_in_chromium()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(
            model,
            null,
            ("LLM_PRICE_INPUT_USD_PER_MTOK", "2"),
            ("LLM_PRICE_OUTPUT_USD_PER_MTOK", "4")
        );
        await model.ReplyAsync(
            new Reply { Text = "First answer.", Usage = new ReplyUsage(1000, 500) },
            new Reply { Text = "Second answer." },
            new Reply { Text = "Third answer." },
            new Reply
            {
                Text = "Fourth and no more of it.",
                Pieces = 4,
                Failure = ReplyFailure.Hang,
                FailAfterChunks = 3,
            }
        );

        await BrowserScenario.RunAsync("edit-and-again", new Dictionary<string, object?> { ["loginLink"] = gatehouse.LoginLink });
    }
}
