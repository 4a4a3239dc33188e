using System.Text;
using Gatehouse.FrontDoor.Tests.Attacks.Cases;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Attacks;

/// <summary>The same suite with an owner who says yes to everything: now the canary must be found, in every channel and every form.</summary>
public sealed class DetectorTests
{
    private static readonly Door Door = Doors.All.First(door => door.Carrier == Carrier.Page);

    [TestNetFact]
    public async Task What_a_careless_owner_approves_is_found_at_the_thief_in_every_channel_and_form()
    {
        var batches = Batch.Of(Cases());
        await using var thief = await Thief.StartAsync("collector.control.example.com");
        await using var pages = await HostilePages.StartAsync("news.control.example.com", thief.Host, batches);
        await using var victim = await Victim.StartAsync(pages, Canaries.OfTheControl);

        var attempts = new List<Attempt>();
        foreach (var batch in batches)
        {
            attempts.AddRange(await victim.MeetAsync(batch, OwnerHabit.Approves));
        }

        Assert.Equal([], attempts.Where(attempt => !attempt.WasTried));
        Assert.Equal([], attempts.Where(attempt => Canaries.OfTheControl.CharactersIn(Seen(thief, attempt.Case)) == 0));
    }

    // One for each channel, and one for each form in the channel that takes them all as they are.
    private static IReadOnlyList<AttackCase> Cases()
    {
        var body = Channels.Askable.Single(channel => channel.Name == "the body of a POST");
        var all = Channels.Askable.Select(Example).Concat(body.Forms.Select(form => (Channel: body, Form: form))).Distinct();
        return
        [
            .. all.Select(
                (pair, index) =>
                    new AttackCase(
                        $"k{index + 1:000}x",
                        Door,
                        pair.Channel,
                        index % 2 == 0 ? Canaries.MarkInMemory : Canaries.MarkSpoken,
                        pair.Form
                    )
            ),
        ];
    }

    // An address with letters that need no encoding is refused when it is sent, also when it was approved.
    private static (Channel Channel, string Form) Example(Channel channel, int index)
    {
        var forms = channel.Forms.Where(form => form != "percent").ToList();
        return (channel, forms[index % forms.Count]);
    }

    private static byte[] Seen(Thief thief, AttackCase one)
    {
        var requests = thief
            .Requests.Where(request => request.RawTarget.Contains(one.Id, StringComparison.Ordinal))
            .Select(request => $"{request.RawTarget}\n{string.Join('\n', request.Headers.Select(header => header.Value))}\n{request.Text}");
        // A name that no certificate fits is asked for and greeted, and that is all; nothing else says whose it was.
        var names = one.Channel.Name.EndsWith("host name", StringComparison.Ordinal) ? thief.Questions() : [];
        return Encoding.UTF8.GetBytes(string.Join('\n', [.. requests, .. names]));
    }
}
