using System.Buffers;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Finds credentials that are written backwards: the whole text is turned round and scanned once more.</summary>
internal static class ReversedText
{
    // Most texts are messages: they need no buffer from the pool.
    private const int OnStack = 512;

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var length = layer.Text.Length;
        var rented = length <= OnStack ? null : ArrayPool<char>.Shared.Rent(length);
        try
        {
            Span<char> text = rented is null ? stackalloc char[length] : rented.AsSpan(0, length);
            layer.Text.CopyTo(text);
            text.Reverse();
            Scan(layer, text, ref work);
        }
        finally
        {
            if (rented is not null)
            {
                rented.AsSpan(0, length).Clear();
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    private static void Scan(in Layer layer, ReadOnlySpan<char> reversed, ref Unwrapping work)
    {
        List<LeakMatch>? matches = null;
        work.Scanner.FindCredentials(reversed, ref matches);
        if (matches is null)
        {
            return;
        }

        foreach (var match in matches)
        {
            if (KeyLike.Is(reversed, match.Start, match.End - match.Start, match.Pattern))
            {
                var (start, end) = (reversed.Length - match.End, reversed.Length - match.Start);
                work.Report(layer, match.ToFinding(reversed), start, end, "reversed text");
            }
        }
    }
}
