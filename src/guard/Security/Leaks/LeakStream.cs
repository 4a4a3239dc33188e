using System.Text;

namespace Gatehouse.Security.Leaks;

/// <summary>Scans one text that arrives in pieces and releases each part as soon as no match can begin in it.</summary>
/// <remarks>
/// Text is released at once, except from the first place on where a pattern is open: its literal, or part of it, stands at the
/// end and what may follow is not decided. That is never more than <see cref="MaxHeld"/> characters. For every way of cutting a
/// text into chunks the releases together are <see cref="LeakScanner.Redact"/> of the whole, unless a match blocks or
/// <see cref="ReleaseOverdue"/> let part of a literal go. Not thread-safe; one instance per stream.
/// </remarks>
public sealed class LeakStream
{
    /// <summary>The most that is ever held back, in characters. Every pattern is decided within it; a test counts.</summary>
    public const int MaxHeld = 256;

    private readonly LeakScanner _scanner;
    private readonly HexRunCounter _hex = new();

    // What the next push reads again: from the first open place on.
    private string _held = "";

    // Position of _held in the stream.
    private long _position;

    // How much of _held stands under a mark that is already out.
    private int _covered;

    // How much of _held is already out, because it was overdue.
    private int _shown;

    // The shapes of matches that are out as a mark and may go on in the next chunk. A long token is not held; it is swallowed.
    private List<LeakShape> _growing = [];
    private bool _blocked;

    internal LeakStream(LeakScanner scanner) => _scanner = scanner;

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

        _scanner.FirstOpen(_held, out var bodyOpen);
        var from = Math.Max(_covered, _shown);
        if (bodyOpen || from >= _held.Length)
        {
            return "";
        }

        _shown = _held.Length;
        return _held[from..];
    }

    // 1 let open marks grow over the chunk · 2 find · 3 stop at a block · 4 release up to the first open place · 5 keep the rest
    private LeakRelease Advance(string chunk, bool isEnd)
    {
        var text = _held + chunk;
        var findings = new List<LeakFinding>();
        _hex.Push(chunk, findings);
        if (isEnd)
        {
            _hex.Flush(findings);
        }

        // 1
        Grow(text);

        // 2
        List<LeakMatch>? matches = null;
        _scanner.FindCredentials(text, ref matches);
        var cut = isEnd ? text.Length : _scanner.FirstOpen(text, out _);

        // 3
        var blocking = matches?.Where(match => match.Pattern.Action == LeakAction.Block).ToList();
        if (blocking is { Count: > 0 })
        {
            findings.AddRange(blocking.Select(match => match.ToFinding(text, _position)));
            _blocked = true;
            _held = "";
            return new LeakRelease("", findings, IsBlocked: true);
        }

        // 4: a match from the cut on is found again, and then reported, when the cut has passed it.
        var ready = matches?.Where(match => match.Start < cut).OrderBy(match => match.Start).ToList() ?? [];
        findings.AddRange(ready.Select(match => match.ToFinding(text, _position)));
        var released = Release(text, cut, ready);

        // 5
        _growing.AddRange(ready.Where(match => match.End == text.Length && match.Shape!.GoesOn).Select(match => match.Shape!));
        _held = text[cut..];
        _position += cut;
        return new LeakRelease(released, findings, IsBlocked: false);
    }

    private void Grow(string text)
    {
        var goingOn = new List<LeakShape>();
        foreach (var shape in _growing)
        {
            var end = shape.EndOf(text, _held.Length);
            _covered = Math.Max(_covered, end);
            if (end == text.Length)
            {
                goingOn.Add(shape);
            }
        }

        _growing = goingOn;
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
        }

        Show(output, text, cut);
        _covered = Math.Max(0, _covered - cut);
        _shown = Math.Max(0, _shown - cut);
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
}
