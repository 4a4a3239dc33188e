using System.Buffers;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Undoes codes in the middle of a text: the stretches around them, not the whole of it, become views.</summary>
internal static class CodedText
{
    /// <summary>
    /// Text that is taken along on each side of a code: a pattern is decided within as many characters, so a credential of which one
    /// character is coded lies within it.
    /// </summary>
    private const int Margin = LeakStream.MaxHeld;

    // A token, such as a run of base64, is never cut: what comes behind the cut would be lost.
    private static readonly SearchValues<char> TokenEnds = SearchValues.Create(" \t\r\n\"'<>");

    public static void Find(in Layer layer, CodeSet codes, ref Unwrapping work)
    {
        var text = layer.Text;
        var search = new Search(text, codes);
        Span<char> written = stackalloc char[CodeForm.MaxWritten];
        for (var found = search.TryNext(0, written); found; )
        {
            if (work.Build() is not { } built)
            {
                work.Skip(layer, search.At, text.Length);
                return;
            }

            var done = TokenStart(text, search.Floor, search.At);
            do
            {
                built.Copy(text[done..search.At], done);
                done = search.At + search.Length;
                built.Change(written[..search.Written], search.At, done, search.Form.Wrapping);
                found = search.TryNext(done, written);
            } while (found && !built.IsFull && IsNear(text[done..search.At]));

            search.Floor = TokenEnd(text, done, found ? search.At : text.Length);
            built.Copy(text[done..search.Floor], done);
            work.Add(layer, built);
        }
    }

    private static bool IsNear(ReadOnlySpan<char> between) => between.Length <= 2 * Margin || !between.ContainsAny(TokenEnds);

    private static int TokenStart(ReadOnlySpan<char> text, int floor, int at)
    {
        var start = Math.Max(floor, at - Margin);
        return floor + text[floor..start].LastIndexOfAny(TokenEnds) + 1;
    }

    private static int TokenEnd(ReadOnlySpan<char> text, int at, int ceiling)
    {
        var end = Math.Min(ceiling, at + Margin);
        var more = text[end..ceiling].IndexOfAny(TokenEnds);
        return more < 0 ? ceiling : end + more;
    }

    /// <summary>Goes from code to code.</summary>
    private ref struct Search(ReadOnlySpan<char> text, CodeSet codes)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _seen;

        /// <summary>Up to where the text is in a view already.</summary>
        public int Floor;

        /// <summary>Where the code stands that was found last.</summary>
        public int At { get; private set; }

        public int Length { get; private set; }

        public int Written { get; private set; }

        public CodeForm Form { get; private set; } = null!;

        public bool TryNext(int from, scoped Span<char> written)
        {
            for (; ; from = At + Math.Max(1, -Length))
            {
                At = codes.Next(_text, from, out var form);
                if (form is null)
                {
                    return false;
                }

                Form = form;
                Length = Form.Read(_text, At, written, out var count, ref _seen);
                Written = count;
                if (Length > 0)
                {
                    return true;
                }
            }
        }
    }
}
