using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.App.Tests.Storage;

/// <summary>Damage below the rows: bytes of the file itself.</summary>
public sealed class LedgerDamageTests(TamperedLedger ledger) : IClassFixture<TamperedLedger>
{
    private const int Seed = 20260921;

    /// <summary>Each flip is located, or the file still says exactly what it said: the byte was in free space or is not used.</summary>
    [Fact]
    public void A_flipped_byte_anywhere_is_located_or_changes_nothing()
    {
        var random = new Random(Seed);
        var original = ledger.Read();
        var content = TamperedLedger.Content(ledger.Original);
        Assert.True(content.Count > 60);
        // The first page rules all others: half of the header's bytes, then anywhere.
        var offsets = Enumerable.Range(0, 50).Select(i => i * 2).Concat(Enumerable.Range(0, 400).Select(_ => random.Next(original.Length)));
        var located = 0;

        foreach (var offset in offsets)
        {
            var bytes = original.ToArray();
            bytes[offset] ^= (byte)(1 << random.Next(8));
            located += ledger.WithCopy(bytes, path => Located(path, offset, content)) ? 1 : 0;
        }

        Assert.InRange(located, 100, 449);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(20000)]
    public void A_file_that_was_cut_short_is_unreadable(int length)
    {
        var report = ledger.WithCopy(ledger.Read()[..length], path => TamperedLedger.Verify(path, ledger.Head));

        Assert.Contains(report.Problems, problem => problem.Problem is "unreadable");
    }

    [Fact]
    public void A_file_that_is_something_else_is_unreadable()
    {
        var noise = new byte[30_000];
        new Random(Seed).NextBytes(noise);

        var report = ledger.WithCopy(noise, path => TamperedLedger.Verify(path));

        Assert.Equal((0, "unreadable"), Assert.Single(report.Problems.Select(problem => (problem.Seq, problem.Problem))));
    }

    [Fact]
    public void A_file_that_is_not_there_is_the_caller_s_mistake()
    {
        Assert.Throws<FileNotFoundException>(() => LedgerFile.OpenForReading(ledger.Original + ".none"));
        Assert.False(File.Exists(ledger.Original + ".none"));
    }

    private bool Located(string path, int offset, IReadOnlyList<string> content)
    {
        var report = TamperedLedger.Verify(path, ledger.Head);
        if (!report.Ok)
        {
            return true;
        }

        Assert.True(content.SequenceEqual(TamperedLedger.Content(path)), $"the flip at {offset} changed the content and was not found");
        return false;
    }
}
