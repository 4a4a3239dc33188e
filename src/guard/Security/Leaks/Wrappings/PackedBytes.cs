using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Looks at bytes that were decoded: the stretches of text in them become views, and so does what is compressed.</summary>
/// <remarks>Decoding the wrong thing gives noise, and so does an image. Noise costs the decoding and a glance.</remarks>
internal static class PackedBytes
{
    public static void Find(in Layer layer, in Packed packed, ref Unwrapping work, int nesting = 0)
    {
        var (first, last) = packed.Range;
        for (var from = 0; TextStretch.TryFind(packed.Bytes, from, out var start, out var end); from = end)
        {
            if (work.TryTake(end - start))
            {
                work.Add(layer, first, last, packed.Wrapping, Encoding.UTF8.GetString(packed.Bytes[start..end]));
            }
            else
            {
                work.Skip(layer, first, last);
            }
        }

        CompressedBytes.Find(layer, packed, ref work, nesting);
    }
}
