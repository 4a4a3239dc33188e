using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

internal static class Stories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("plain chat", ChatAsync),
        new("memory", MemoryAsync),
        new("an approved request", ApprovedAsync),
        new("a denied request", DeniedAsync),
        new("two questions at once", TwoQuestionsAsync),
        new("a grant used twice", GrantAsync),
        new("stop and resume", StopAsync),
        new("two threads at once", TwoThreadsAsync),
        new("a model that fails", ModelFailsAsync),
        new("deleted conversations", DeletionAsync),
        new("regenerated and edited", RegenerateAsync),
        new("a page, then what it taints", PageAsync),
    ];

    private static async Task ChatAsync(Owner owner)
    {
        var first = await owner.SayAsync("chat 1");
        await owner.SayAsync("chat 2", first?.Thread);
        await owner.SayAsync("chat 3", first?.Thread);
    }

    private static async Task MemoryAsync(Owner owner)
    {
        var first = await owner.SayAsync(Write("keep 1"));
        await owner.SayAsync("read\ncall memory_read {\"path\":\"notes.md\"}", first?.Thread);
        await owner.SayAsync($"{Write("keep 2")}\n{Write("keep 3")}", first?.Thread);
        await owner.SayAsync("forget\ncall memory_delete {\"path\":\"notes.md\"}", first?.Thread);
        await owner.AnswerAsync(always: false, yes: true);
        await owner.SayAsync("search\ncall memory_search {\"query\":\"keep\"}", first?.Thread);
    }

    private static async Task ApprovedAsync(Owner owner)
    {
        var first = await owner.SayAsync($"{Post("approved 1")}\ncall time {{\"operation\":\"now\"}}");
        await owner.AnswerAsync(always: false, yes: true);
        await owner.SayAsync("and now", first?.Thread);
        await owner.SayAsync(Post("approved 2"), first?.Thread);
        await owner.AnswerAsync(always: false, yes: true);
    }

    private static async Task DeniedAsync(Owner owner)
    {
        var first = await owner.SayAsync(Post("denied 1"));
        await owner.AnswerAsync(always: false, yes: false);
        await owner.SayAsync("why not", first?.Thread);
    }

    // The first is answered while others were said meanwhile: its result comes late.
    private static async Task TwoQuestionsAsync(Owner owner)
    {
        var first = await owner.SayAsync($"{Post("both 1")}\n{Post("both 2")}\n{Write("both 3")}");
        await owner.SayAsync("meanwhile", first?.Thread);
        await owner.AnswerAsync(always: false, true, false);
    }

    private static async Task GrantAsync(Owner owner)
    {
        await owner.SayAsync(Post("granted 1"));
        await owner.AnswerAsync(always: true, yes: true);
        await owner.SayAsync(Post("granted 2"));
        await owner.SayAsync(Post("granted 3"));
    }

    private static async Task StopAsync(Owner owner)
    {
        var first = await owner.SayAsync(Post("stopped 1"));
        var waits = await owner.SendAsync($"{OrderedModel.Waits} for me", first?.Thread);
        var queued = await owner.SendAsync("never mind", first?.Thread);
        await owner.TakeBackAsync(queued);
        await owner.StopAsync(waits?.Thread);
        await owner.RestAsync();
        await owner.SayAsync("still stopped", first?.Thread);
        await owner.ResumeAsync(waits?.Thread);
        await owner.SayAsync("go on", first?.Thread);
        await owner.StopAsync(null);
        await owner.AnswerAsync(always: false, yes: true);
        await owner.ResumeAsync(null);
        await owner.SayAsync(Write("stopped 2"), first?.Thread);
    }

    private static async Task TwoThreadsAsync(Owner owner)
    {
        ThreadId? one = null;
        ThreadId? other = null;
        for (var round = 1; round <= 3; round++)
        {
            var said = await owner.SendAsync($"{Write($"one {round}")}\n{Post($"one {round}")}", one);
            var also = await owner.SendAsync($"{Post($"other {round}")}\n{Write($"other {round}")}", other);
            (one, other) = (one ?? said?.Thread, other ?? also?.Thread);
            await owner.RestAsync();
            await owner.AnswerAsync(always: false, true, round != 2);
        }
    }

    private static async Task ModelFailsAsync(Owner owner)
    {
        var first = await owner.SayAsync($"{OrderedModel.Fails} at first\n{Write("failed 1")}");
        await owner.ReplaceAsync(first);
        await owner.SayAsync("thanks", first?.Thread);
    }

    private static async Task DeletionAsync(Owner owner)
    {
        var first = await owner.SayAsync(Write("deleted 1"));
        var second = await owner.SayAsync(Post("deleted 2"));
        await owner.SayAsync("once more", first?.Thread);
        await owner.DeleteAsync(first?.Thread);
        await owner.DeleteAsync(second?.Thread);
        await owner.AnswerAsync(always: false, yes: true);
        var third = await owner.SayAsync(Post("deleted 3"));
        await owner.AnswerAsync(always: false, yes: true);
        await owner.DeleteAsync(third?.Thread);
    }

    private static async Task RegenerateAsync(Owner owner)
    {
        var first = await owner.SayAsync("answer me");
        var again = await owner.ReplaceAsync(first);
        var edited = await owner.ReplaceAsync(again ?? first, Write("edited 1"));
        await owner.SayAsync("next", first?.Thread);
        await owner.ReplaceAsync(edited, "too late");
    }

    private static async Task PageAsync(Owner owner)
    {
        var first = await owner.SayAsync("read it\ncall web_fetch {\"url\":\"https://page.example/one\"}");
        await owner.SayAsync(Write("page 1"), first?.Thread);
        await owner.SayAsync(Post("page 2"), first?.Thread);
        await owner.AnswerAsync(always: false, yes: true);
    }

    private static string Write(string content) => $"call memory_write {{\"content\":\"{content}\",\"target\":\"notes.md\"}}";

    private static string Post(string body) => $"call http {{\"url\":\"https://api.example/v1\",\"method\":\"POST\",\"body\":\"{body}\"}}";
}
