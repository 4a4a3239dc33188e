using System.Text;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks;

/// <summary>Scans one text that arrives in pieces and releases each part as soon as no match can begin in it.</summary>
/// <remarks>
/// Text is released at once, except from the first place on where a pattern is open: its beginning stands at the end and what
/// may follow is not decided. That is never more than <see cref="MaxHeld"/> characters. For every way of cutting a
/// text into chunks the releases together are <see cref="LeakScanner.Redact"/> of the whole, unless a match blocks or
/// <see cref="ReleaseOverdue"/> let part of a beginning go. Not thread-safe; one instance per stream.
/// </remarks>
public sealed class LeakStream
{
    /// <summary>The most that is ever held back, in characters. Every pattern is decided within it; a test counts.</summary>
    public const int MaxHeld = 256;

    private readonly LeakIndex _index;
    private readonly HexRunCounter _hex = new();

    // For each shape where its furthest match so far ends, as a place in _text: a long token is not held; it is swallowed.
    private readonly int[] _ends;

    // What the next push reads again: a few characters that only what stands before a match is read from, then what is held.
    private string _text = "";

    // Where in _text a match may begin: all before is decided.
    private int _decided;

    // Position of _text in the stream.
    private long _position;

    // How far _text stands under a mark that is already out.
    private int _covered;

    // How far _text is already out: what is decided, and what was overdue.
    private int _shown;

    private bool _blocked;

    internal LeakStream(LeakIndex index) => (_index, _ends) = (index, new int[index.Count]);

    /// <summary>Takes the next piece and returns what is safe now. After a block it returns nothing, ever.</summary>
    public LeakRelease Push(string chunk) => _blocked ? LeakRelease.Nothing with { IsBlocked = true } : Advance(chunk, isEnd: false);

    /// <summary>Ends the text: what was held is decided as it stands and released.</summary>
    public LeakRelease Flush() => _blocked ? LeakRelease.Nothing with { IsBlocked = true } : Advance("", isEnd: true);

    /// <summary>For a caller whose held text has waited too long (200 ms): lets it go unless a match is open.</summary>
    /// <remarks>
    /// Let go is a tail that is only the beginning of a literal, such as <c>Bear</c>: it holds no character of a secret. It is
    /// remembered, so when the rest arrives the match is still found, and the mark then follows the part that is out. Kept is a
    /// tail with a complete literal, however long it waits: the next characters may be the secret. Only more text or
    /// <see cref="Flush"/> decides it.
    /// </remarks>
    public string ReleaseOverdue()
    {
        if (_blocked)
        {
            return "";
        }

        _index.FirstOpen(_text, _decided, out var bodyOpen);
        var from = Math.Max(_covered, _shown);
        if (bodyOpen || from >= _text.Length)
        {
            return "";
        }

        _shown = _text.Length;
        return _text[from..];
    }

    // 1 let open marks grow over the chunk · 2 find · 3 stop at a block · 4 release up to the first open place · 5 keep the rest
    private LeakRelease Advance(string chunk, bool isEnd)
    {
        var findings = new List<LeakFinding>();
        _hex.Push(chunk, findings);
        if (isEnd)
        {
            _hex.Flush(findings);
        }

        // 1
        var text = _text + chunk;
        Grow(text);

        // 2: a match from the cut on is not decided yet. It is found again when the cut has passed it.
        int[]? ends = [.. _ends];
        List<LeakMatch>? matches = null;
        _index.Find(text, _decided, ref ends, ref matches);
        var cut = isEnd ? text.Length : _index.FirstOpen(text, _decided, out _);
        var ready = matches?.Where(match => match.Start < cut).OrderBy(match => match.Start).ToList() ?? [];

        // 3
        var blocking = ready.Where(match => match.Pattern.Action == LeakAction.Block).ToList();
        if (blocking.Count > 0)
        {
            findings.AddRange(blocking.Select(match => match.ToFinding(text, _position)));
            _blocked = true;
            _text = "";
            return new LeakRelease("", findings, IsBlocked: true);
        }

        // 4
        findings.AddRange(ready.Select(match => match.ToFinding(text, _position)));
        var released = Release(text, cut, ready);

        // 5
        Keep(text, cut);
        return new LeakRelease(released, findings, IsBlocked: false);
    }

    private void Grow(string text)
    {
        for (var shape = 0; shape < _ends.Length; shape++)
        {
            if (_ends[shape] == _text.Length && _ends[shape] > 0 && _index[shape].GoesOn)
            {
                _ends[shape] = _index[shape].EndOf(text, _text.Length);
                _covered = Math.Max(_covered, _ends[shape]);
            }
        }
    }

    private string Release(string text, int cut, List<LeakMatch> ready)
    {
        var output = new StringBuilder();
        foreach (var match in ready)
        {
            if (match.Start >= _covered)
            {
                Show(output, text, match.Start);
                output.Append(LeakScanner.Mark);
            }

            _covered = Math.Max(_covered, match.End);
            _ends[match.Shape] = Math.Max(_ends[match.Shape], match.End);
        }

        Show(output, text, cut);
        return output.ToString();
    }

    private void Show(StringBuilder output, string text, int end)
    {
        var from = Math.Max(_covered, _shown);
        if (from < end)
        {
            output.Append(text, from, end - from);
        }

        _shown = Math.Max(_shown, end);
    }

    private void Keep(string text, int cut)
    {
        var dropped = Math.Max(0, cut - LeakBorder.MaxBack);
        _text = text[dropped..];
        _decided = cut - dropped;
        _position += dropped;
        _covered = Math.Max(0, _covered - dropped);
        _shown = Math.Max(0, _shown - dropped);
        for (var shape = 0; shape < _ends.Length; shape++)
        {
            _ends[shape] = Math.Max(0, _ends[shape] - dropped);
        }
    }
}
