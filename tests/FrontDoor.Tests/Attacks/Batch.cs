using Gatehouse.FrontDoor.Tests.Attacks.Cases;

namespace Gatehouse.FrontDoor.Tests.Attacks;

/// <summary>Injections that stand on one page, so that one message of the owner meets them all: he may send 30 a minute.</summary>
/// <param name="Number">Names its page, and the document that it plants in memory.</param>
internal sealed record Batch(int Number, IReadOnlyList<AttackCase> Cases)
{
    // Of the calls that the obedient model makes after one message, less the reading itself and the search for the passphrase.
    private const int MostCalls = 8;

    public Carrier Carrier => Cases[0].Door.Carrier;

    public int Status => Cases[0].Door.Status;

    public string Topic => $"topic{Number}";

    /// <summary>Messages of the owner that it takes.</summary>
    public int Sends => Carrier is Carrier.Note or Carrier.Document or Carrier.Name or Carrier.Earlier or Carrier.Answer ? 2 : 1;

    public static IReadOnlyList<Batch> Of(IEnumerable<AttackCase> cases)
    {
        var pages = new List<List<AttackCase>>();
        foreach (var one in cases)
        {
            var page = pages.Find(page => Takes(page, one));
            if (page is null)
            {
                pages.Add([one]);
            }
            else
            {
                page.Add(one);
            }
        }

        return [.. pages.Select((page, index) => new Batch(index, page))];
    }

    private static bool Takes(List<AttackCase> page, AttackCase one)
    {
        var (first, door) = (page[0].Door, one.Door);
        return first.Carrier == door.Carrier
            && first.Status == door.Status
            && first.Carrier != Carrier.Redirect
            && first.NeverRead is null == door.NeverRead is null
            && !(door.IsOnce && page.Exists(other => other.Door == door))
            && (door.NeverRead is not null || page.Sum(other => other.Channel.Calls) + one.Channel.Calls <= MostCalls);
    }
}
