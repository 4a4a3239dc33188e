using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Forms of codes that are undone in one go. Each set is a wrapping of its own: what one takes out, another may read.</summary>
internal sealed class CodeSet
{
    private readonly FrozenDictionary<char, CodeForm> _forms;
    private readonly SearchValues<char> _leads;
    private readonly SearchValues<char> _asciiLeads;

    private CodeSet(params CodeForm[] forms)
    {
        _forms = forms.SelectMany(form => form.Leads.Select(lead => KeyValuePair.Create(lead, form))).ToFrozenDictionary();
        _leads = SearchValues.Create([.. _forms.Keys]);
        // Searching for a few ASCII characters is many times as fast, and most texts hold no other.
        _asciiLeads = SearchValues.Create([.. _forms.Keys.Where(char.IsAscii)]);
    }

    public static IReadOnlyList<CodeSet> All { get; } =
    [
        new(new PercentCodes(), new BackslashCodes(), new EntityCodes()),
        new(new HiddenCharacters()),
        new(new TagLetters()),
        new(new LookAlikes()),
    ];

    public SearchValues<char> LeadsFor(ReadOnlySpan<char> text) => Ascii.IsValid(text) ? _asciiLeads : _leads;

    public CodeForm Form(char lead) => _forms[lead];
}
