using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Forms of codes that are undone in one go. Each set is a wrapping of its own: what one takes out, another may read.</summary>
internal sealed class CodeSet
{
    // Other characters on the way after which a text is taken for one in another alphabet.
    private const int MaxForeign = 4;

    private readonly FrozenDictionary<char, CodeForm> _forms;
    private readonly SearchValues<char> _leads;
    private readonly SearchValues<char> _otherAscii;

    private CodeSet(params CodeForm[] forms)
    {
        _forms = forms.SelectMany(form => form.Leads.Select(lead => KeyValuePair.Create(lead, form))).ToFrozenDictionary();
        _leads = SearchValues.Create([.. _forms.Keys]);
        _otherAscii = SearchValues.Create([.. Enumerable.Range(0, 0x80).Select(code => (char)code).Where(c => !_forms.ContainsKey(c))]);
    }

    public static ImmutableArray<CodeSet> All { get; } =
    [
        new(new PercentCodes(), new BackslashCodes(), new EntityCodes()),
        new(new HiddenCharacters()),
        new(new TagLetters()),
        new(new LookAlikes()),
    ];

    /// <summary>Where the next code may begin, from <paramref name="from"/> on, and its form; -1 when nowhere.</summary>
    public int Next(ReadOnlySpan<char> text, int from, out CodeForm? form)
    {
        // Most texts are ASCII, in which a search for all but some ASCII characters is many times as fast as one for some of any kind.
        for (var foreign = 0; foreign < MaxForeign; foreign++)
        {
            if (text[from..].IndexOfAnyExcept(_otherAscii) is not (>= 0 and var other))
            {
                form = null;
                return -1;
            }

            from += other;
            if (_forms.TryGetValue(text[from], out form))
            {
                return from;
            }

            from++;
        }

        var lead = text[from..].IndexOfAny(_leads);
        form = lead < 0 ? null : _forms[text[from + lead]];
        return lead < 0 ? -1 : from + lead;
    }
}
