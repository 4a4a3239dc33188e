using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Scanning;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>Calls that are given piece by piece.</summary>
[Trait("Invariant", "G7")]
public sealed class ScannedCallsTests
{
    // Built so that no scan of this file takes it for a credential.
    private static readonly string Bearer = "earer " + "zQ8vN2kLx5Rt9WmB3cYp7Hd4";

    [Theory]
    [InlineData("\\u0042")]
    [InlineData("\\u0062")]
    public async Task A_credential_that_only_shows_unescaped_is_not_given(string letter)
    {
        var reader = new Reader();
        var calls = new ScannedCalls(DeepScan.Shared, reader);
        foreach (var piece in $$"""{"a":1,"header":"{{letter}}{{Bearer}}"}""".Chunk(5))
        {
            await calls.WriteAsync(new CallPiece(0, "c", "post", new string(piece)), CancellationToken.None);
        }

        var blocked = await Assert.ThrowsAsync<EffectFailedException>(() => calls.FinishAsync(CancellationToken.None).AsTask());
        Assert.Equal(FailureReason.SecretInAnswer, blocked.Reason);
        Assert.DoesNotContain(Bearer, reader.Arguments(0), StringComparison.Ordinal);
        Assert.StartsWith(reader.Arguments(0), """{"a":1,"header":"\u00""", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_waited_is_given_once_also_when_a_later_one_is_blocked()
    {
        var reader = new Reader();
        var calls = new ScannedCalls(DeepScan.Shared, reader);
        const string Clean = """{"text":"caf\u00e9"}""";
        await calls.WriteAsync(new CallPiece(0, "a", "say", Clean), CancellationToken.None);
        await calls.WriteAsync(new CallPiece(1, "b", "say", $$"""{"text":"\u0042{{Bearer}}"}"""), CancellationToken.None);
        await Assert.ThrowsAsync<EffectFailedException>(() => calls.FinishAsync(CancellationToken.None).AsTask());
        await calls.FinishAsync(CancellationToken.None);
        Assert.Equal(Clean, reader.Arguments(0));
        Assert.DoesNotContain(Bearer, reader.Arguments(1), StringComparison.Ordinal);
    }

    private sealed class Reader : ICallSink
    {
        private readonly List<CallPiece> _pieces = [];

        public string Arguments(int call) => string.Concat(_pieces.Where(piece => piece.Index == call).Select(piece => piece.Arguments));

        public ValueTask WriteAsync(string text, CancellationToken ct) => ValueTask.CompletedTask;

        public ValueTask WriteCallAsync(CallPiece piece, CancellationToken ct)
        {
            _pieces.Add(piece);
            return ValueTask.CompletedTask;
        }
    }
}
