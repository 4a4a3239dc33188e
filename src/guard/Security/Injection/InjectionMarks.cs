namespace Gatehouse.Security.Injection;

/// <summary>Finds what is an attempt by its form: control marks, lines that speak as the system, image beacons, addresses with blanks.</summary>
internal static class InjectionMarks
{
    /// <summary>Characters behind a mark in which what belongs to it has to stand.</summary>
    private const int Near = 300;

    /// <summary>A query as short as this carries a version or a size, no conversation.</summary>
    private const int ShortQuery = 40;

    public static void Find(ReadOnlySpan<char> text, ref SignalSet found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(MarkWords.Starts);
            if (next < 0)
            {
                return;
            }

            at += next;
            Look(text, at, ref found);
        }
    }

    private static void Look(ReadOnlySpan<char> text, int at, ref SignalSet found)
    {
        var rest = text[at..Math.Min(text.Length, at + Near)];
        switch (rest[0])
        {
            case '<' when rest.StartsWith("<!--", StringComparison.Ordinal):
                AddIf(Comment(rest).ContainsAny(MarkWords.Machines), InjectionSignal.HiddenText, ref found);
                break;
            // In small letters it is somebody's abbreviation.
            case '[' when char.IsAsciiLetterLower(rest[1]) || char.IsAsciiLetterLower(rest[2]):
                break;
            case '<' or '[':
                AddIf(IsControlMark(rest), InjectionSignal.ControlMarks, ref found);
                break;
            case '\\':
                AddIf(!IsTagOfFlag(text, at), InjectionSignal.HiddenText, ref found);
                break;
            case '!':
                AddIf(IsBeacon(rest), InjectionSignal.ImageBeacon, ref found);
                break;
            case '=':
                AddIf(IsBlank(rest) && IsInAddress(text[..at]), InjectionSignal.SendDataOut, ref found);
                break;
            case 's' or 'S' when rest.StartsWith("style=", StringComparison.OrdinalIgnoreCase):
                AddIf(Hides(rest), InjectionSignal.HiddenText, ref found);
                break;
            default:
                AddIf(StartsLine(text, at) && IsSpeaker(rest), InjectionSignal.SpeakerMarks, ref found);
                break;
        }
    }

    // A black flag and up to seven tags are England, Scotland or Wales.
    private static bool IsTagOfFlag(ReadOnlySpan<char> text, int at)
    {
        const int Tag = 12;
        for (var tags = 0; tags < 7 && at >= Tag; tags++, at -= Tag)
        {
            if (text[..at].EndsWith(@"\uD83C\uDFF4", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (!text[(at - Tag)..].StartsWith(MarkWords.EscapedTag, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return false;
    }

    private static void AddIf(bool isThere, InjectionSignal signal, ref SignalSet found)
    {
        if (isThere)
        {
            found.Add(signal);
        }
    }

    private static bool IsControlMark(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[1] is not ('|' or '\uFF5C'))
        {
            return true;
        }

        var name = 2;
        while (name < rest.Length && (char.IsAsciiLetterOrDigit(rest[name]) || rest[name] is '_' or '\u2581'))
        {
            name++;
        }

        return name > 3 && name + 1 < rest.Length && rest[name] is '|' or '\uFF5C' && rest[name + 1] == '>';
    }

    // ![](https://host/path?…): shown, it is fetched, and the query has gone. With words in the brackets it is mostly a badge.
    private static bool IsBeacon(ReadOnlySpan<char> rest)
    {
        var close = rest.IndexOf(']');
        if (close < 0 || !rest[(close + 1)..].StartsWith("(http", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var address = rest[(close + 2)..];
        var end = address.IndexOfAny(MarkWords.AddressEnds);
        address = end < 0 ? address : address[..end];
        var mark = address.IndexOf('?');
        if (mark < 0)
        {
            return false;
        }

        var query = address[(mark + 1)..];
        var blank = query.IndexOfAny('{', '<', '[') is >= 0 and var at && query[at..].ContainsAny(MarkWords.Placeholders);
        return blank || (close == 2 && (query.Length > ShortQuery || !address[..mark].ContainsAny(MarkWords.Images)));
    }

    // ={context}: a place in an address for what the reader knows.
    private static bool IsBlank(ReadOnlySpan<char> rest)
    {
        var end = rest[1..].IndexOfAny('}', ']', '>');
        return end is > 0 and < 48 && rest.Slice(1, end).ContainsAny(MarkWords.Placeholders);
    }

    private static bool IsInAddress(ReadOnlySpan<char> before)
    {
        var word = before[Math.Max(0, before.Length - Near)..];
        var start = word.LastIndexOfAny(MarkWords.AddressStarts);
        return word[(start + 1)..].Contains("http", StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> Comment(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf("-->", StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }

    private static bool Hides(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        if (end < 0)
        {
            return false;
        }

        Span<char> style = stackalloc char[Near];
        var length = 0;
        foreach (var c in rest[..end])
        {
            if (c != ' ')
            {
                style[length++] = c;
            }
        }

        return ((ReadOnlySpan<char>)style[..length]).ContainsAny(MarkWords.Hiding) && rest[end..].ContainsAny(MarkWords.Readers);
    }

    // At the start of a line, but for what opens a heading, a quotation or a bracket.
    private static bool StartsLine(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 12 && MarkWords.LineOpeners.Contains(text[start - 1]))
        {
            start--;
        }

        return start == 0 || text[start - 1] is '\n' or '\r' or '.' or '!' or '?' or ':';
    }

    // "System requirements: you must …" speaks of systems, "System message: you must …" as one.
    private static bool IsSpeaker(ReadOnlySpan<char> rest)
    {
        var name = rest[0] is 's' or 'S' ? "system".Length : "developer".Length;
        var line = rest[name..Math.Min(rest.Length, name + 30)];
        var end = line.IndexOfAny(MarkWords.SpeakerEnds);
        return end >= 0 && IsSpeakersWord(line[..end].Trim(" _-*#")) && rest[(name + end + 1)..].ContainsAny(MarkWords.Orders);
    }

    private static bool IsSpeakersWord(ReadOnlySpan<char> word)
    {
        foreach (var known in MarkWords.SpeakersWords)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
