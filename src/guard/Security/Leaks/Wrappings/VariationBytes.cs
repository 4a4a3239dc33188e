using System.Buffers;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Variation selectors as bytes: there are 256 of them, all invisible, and any number may follow a letter.</summary>
internal static class VariationBytes
{
    private static readonly SearchValues<char> Leads = SearchValues.Create([
        .. Enumerable.Range(0xfe00, 16).Select(selector => (char)selector),
        HiddenCharacters.TagPlane,
    ]);

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        if (!text.ContainsAnyInRange('\ufe00', '\ufe0f') && !text.Contains(HiddenCharacters.TagPlane))
        {
            return;
        }

        for (var at = text.IndexOfAny(Leads); at >= 0; )
        {
            var end = at;
            var count = 0;
            while (Length(text[end..], out _) is > 0 and var length)
            {
                end += length;
                count++;
            }

            if (count >= PackedText.MinHex / 2 && layer.IsNew(at, end))
            {
                Decode(layer, at, end, count, ref work);
            }

            end = Math.Max(end, at + 1);
            var next = text[end..].IndexOfAny(Leads);
            at = next < 0 ? -1 : end + next;
        }
    }

    private static void Decode(in Layer layer, int start, int end, int count, ref Unwrapping work)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            var at = start;
            for (var i = 0; i < count; i++)
            {
                at += Length(layer.Text[at..], out bytes[i]);
            }

            PackedBytes.Find(layer, new Packed(bytes.AsSpan(0, count), start, end, "variation selectors", [0]), ref work);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    // U+FE00 to U+FE0F are the first 16, U+E0100 to U+E01EF (DB40 DD00 to DB40 DDEF) the others.
    private static int Length(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        switch (text)
        {
            case [>= '\ufe00' and <= '\ufe0f', ..]:
                value = (byte)(text[0] - 0xfe00);
                return 1;
            case [HiddenCharacters.TagPlane, >= '\udd00' and <= '\uddef', ..]:
                value = (byte)(text[1] - 0xdd00 + 16);
                return 2;
            default:
                return 0;
        }
    }
}
