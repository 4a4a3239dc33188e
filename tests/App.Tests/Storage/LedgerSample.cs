using System.Text;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.App.Tests.Storage;

/// <summary>Makes ledger data: chained entries and one of each other row, different for each number.</summary>
internal sealed class LedgerSample
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);
    public static readonly LedgerKey Key = LedgerKey.Create();
    public static readonly DateOnly Day = new(2026, 9, 21);

    public static readonly ThreadId Thread = new("0123456789abcdef0123456789abcdef");

    public LedgerHead Head { get; private set; } = LedgerHead.Empty;

    public static EffectId Effect(int number) => new($"{number:x32}");

    public static byte[] Bytes(int number) => Encoding.UTF8.GetBytes($"{{\"v\":1,\"number\":{number},\"text\":\"grüße\"}}");

    public static Digest DigestOf(int number) => Digest.Of(Bytes(number));

    public static EntryDraft Full(int number) =>
        new(
            EntryKind.Intent,
            $"GET https://example.org/{number} — ünïcode",
            Effect(number),
            EffectKind.HttpRequest,
            DigestOf(number),
            Thread,
            new TurnId($"turn{number}"),
            number,
            Bytes(number).Length
        );

    public LedgerChange.EntryAdded Next(EntryDraft draft)
    {
        var entry = LedgerChain.Link(Head, draft, Start.AddSeconds(Head.Seq));
        Head = new LedgerHead(entry.Seq, entry.Hash);
        return new(entry);
    }

    public static ApprovalRecord Approval(int number, ApprovalState state = ApprovalState.Pending) =>
        new(
            number,
            Effect(number),
            DigestOf(number),
            Bytes(number),
            AskReason.MayCarryPrivateData,
            Grantable: true,
            new Invocation("http", $"call-{number}"),
            Thread,
            new TurnId($"turn{number}"),
            new Label(Integrity.Assistant, Confidentiality.Public),
            "a page of example.org",
            Start,
            Start.AddHours(1),
            state,
            SettledAs.None,
            "a note"
        );

    public static OpenEffect Open(int number) =>
        new(
            Effect(number),
            EffectKind.HttpRequest,
            DigestOf(number),
            Repeat.Unsafe,
            $"line {number}",
            Thread,
            new TurnId($"turn{number}"),
            number
        );

    public static UnknownEffect Unknown(int number) =>
        new(Effect(number), EffectKind.HttpRequest, DigestOf(number), $"line {number}", Thread, new TurnId($"turn{number}"), number, Start);

    public static Reservation Reservation(int number) =>
        new(Effect(number), Day, Thread, new Amounts(1000 + number, 1, 5_000_000, 250, NovelHosts: 1), Host(number), Settled: false);

    public static HostName Host(int number)
    {
        Assert.True(HostName.TryParse($"host{number}.example.org", out var host, out _));
        return host;
    }

    public static Grant Grant(string id)
    {
        Assert.True(HostPattern.TryParse("*.example.org", out var host, out _));
        Assert.True(PathPrefix.TryParse("/v1", out var path, out _));
        return new Grant(id, host, 443, WebMethod.Post, path, Start, Start.AddDays(7));
    }

    /// <summary>A ledger of 40 entries with bodies and a few rows of everything else; closed, so it is one file.</summary>
    public static LedgerHead Write(string path)
    {
        var sample = new LedgerSample();
        using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
        store.Commit([sample.Next(new EntryDraft(EntryKind.Started, "started", Digest: Key.Public.Fingerprint))]);
        store.Commit([new LedgerChange.CheckpointAdded(Key.Sign(sample.Head, Start))]);
        for (var i = 1; i < 40; i++)
        {
            store.Commit([sample.Next(Full(i)), new LedgerChange.BodyStored(Effect(i), Bytes(i))]);
            i++;
            store.Commit([sample.Next(new EntryDraft(EntryKind.Denied, $"denied {i}"))]);
        }

        for (var i = 1; i < 6; i++)
        {
            store.Commit([
                new LedgerChange.ApprovalSaved(Approval(i)),
                new LedgerChange.ResultStored(i, $"result {i}", Label.PublicPage),
                new LedgerChange.EffectOpened(Open(i)),
                new LedgerChange.ReservationSaved(Reservation(i)),
                new LedgerChange.UnknownAdded(Unknown(i)),
                new LedgerChange.GrantSaved(Grant($"g{i}")),
                new LedgerChange.StopSet(new StopMark(new StopScope(new ThreadId($"thread{i}")), Start, "because")),
            ]);
        }

        store.Commit([
            new LedgerChange.BodiesDropped([new EffectId("long gone")], Start, Start),
            new LedgerChange.ClockBelieved(Start),
            new LedgerChange.CheckpointAdded(Key.Sign(sample.Head, Start)),
        ]);
        return sample.Head;
    }
}
