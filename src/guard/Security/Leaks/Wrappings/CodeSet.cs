using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Forms of codes that are undone in one go.</summary>
internal sealed class CodeSet
{
    /// <summary>All but the tag characters, which are taken out here like the other hidden ones.</summary>
    public static CodeSet All { get; } =
        new(new PercentCodes(), new BackslashCodes(), new EntityCodes(), new HiddenCharacters(), new LookAlikes());

    /// <summary>Tag characters read as the letters that they are an invisible copy of.</summary>
    public static CodeSet Tags { get; } = new(new TagLetters());

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

    public SearchValues<char> LeadsFor(ReadOnlySpan<char> text) => Ascii.IsValid(text) ? _asciiLeads : _leads;

    public CodeForm Form(char lead) => _forms[lead];
}
