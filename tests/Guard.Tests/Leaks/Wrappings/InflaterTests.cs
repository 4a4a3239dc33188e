using System.IO.Compression;
using System.Text;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>The inflater against the framework's.</summary>
public sealed class InflaterTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Everything_that_was_deflated_comes_back(CompressionLevel level)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new RandomText(seed);
            var bytes = Encoding.UTF8.GetBytes(
                seed == 0 ? ""
                : seed == 1 ? new string('x', 100_000)
                : random.Prose(random.Next(9_000))
            );
            var output = new byte[bytes.Length];
            var length = new Inflater(Deflated(bytes, level), output).Run(out var isFull);
            Assert.Equal(bytes, output[..length]);
            Assert.False(isFull);
        }
    }

    [Fact]
    public void Noise_ends_and_never_throws()
    {
        var output = new byte[4096];
        for (var seed = 0; seed < 3_000; seed++)
        {
            var noise = new byte[seed % 97];
            new Random(seed).NextBytes(noise);
            new Inflater(noise, output).Run(out _);
        }
    }

    [Fact]
    public void A_damaged_stream_gives_what_came_before_the_damage()
    {
        var bytes = Encoding.UTF8.GetBytes(new RandomText(7).Prose(2_000));
        var packed = Deflated(bytes, CompressionLevel.Optimal);
        var output = new byte[bytes.Length];
        for (var cut = 0; cut < packed.Length; cut += 7)
        {
            var length = new Inflater(packed.AsSpan(0, cut), output).Run(out _);
            Assert.Equal(bytes[..length], output[..length]);
        }
    }

    [Fact]
    public void A_room_that_is_too_small_is_filled_and_said()
    {
        var packed = Deflated(new byte[1_000_000], CompressionLevel.Optimal);
        var output = new byte[1_000];
        Assert.Equal(output.Length, new Inflater(packed, output).Run(out var isFull));
        Assert.True(isFull);
        Assert.InRange(packed.Length * Inflater.MaxRatio, 1_000_000, int.MaxValue);
    }

    private static byte[] Deflated(byte[] bytes, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var packing = new DeflateStream(packed, level))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }
}
