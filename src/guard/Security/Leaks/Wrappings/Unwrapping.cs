namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>One deep scan under way: the views still to look at, what was found, and how much may still be decoded.</summary>
/// <remarks>
/// A struct: a text in which nothing is wrapped costs no allocation. Three budgets bound the work, so that what a hostile text spends of
/// one leaves the others: what is decoded, what is copied with a few characters changed, and what is inflated to see whether it is anything.
/// </remarks>
/// <param name="length">Of the scanned text.</param>
internal struct Unwrapping(LeakScanner scanner, int length)
{
    // Copies hold the same text once more: joined, spaced, decoded in some places. Ordinary text is in one or two of them.
    private const int CopiesOfText = 4;
    private const int MaxCopied = 4 * DeepScan.MaxDecoded / 2;

    // Most of what begins like a compressed stream is none, and is inflated for nothing.
    private const int InflatedForDecoded = 4;

    private Queue<View>? _open;
    private List<DeepFinding>? _found;
    private List<(int Start, int End)>? _unread;
    private int _copyable = (int)Math.Min(MaxCopied, Math.Max(DeepScan.LeastDecoded, (long)CopiesOfText * length));
    private int _inflatable = InflatedForDecoded * Decodable(length);

    /// <summary>Characters and bytes that may still be decoded.</summary>
    public int Left { get; private set; } = Decodable(length);

    public readonly LeakScanner Scanner => scanner;

    /// <summary>
    /// What one compressed run may become: as much is kept back as the whole text would need if it were plain base64, up to half, so that
    /// one bomb does not hide what stands beside it.
    /// </summary>
    public readonly int Share => Math.Min(Left, Math.Max(DeepScan.LeastDecoded / 4, Left - Math.Min(Left / 2, length)));

    /// <summary>Pays for decoding; false when there is not as much left. The caller then says what it skips.</summary>
    public bool TryTake(int count)
    {
        if (count > Left)
        {
            return false;
        }

        Left -= count;
        return true;
    }

    /// <summary>Pays for an attempt to inflate into so much room, whatever comes of it.</summary>
    public bool TryInflate(int room)
    {
        if (room == 0 || room > _inflatable)
        {
            return false;
        }

        _inflatable -= room;
        return true;
    }

    /// <summary>Starts a view that is built piece by piece; null when nothing is left. The caller then says what it skips.</summary>
    public readonly ViewBuilder? Build() => _copyable == 0 ? null : new ViewBuilder(_copyable);

    /// <summary>Notes that [<paramref name="start"/>, <paramref name="end"/>) of this layer was looked at as it stands only.</summary>
    public void Skip(in Layer layer, int start, int end)
    {
        var (from, to) = layer.ToRoot(start, end);
        _unread ??= [];
        if (_unread.Count > 0 && _unread[^1].Start <= from && from <= _unread[^1].End)
        {
            _unread[^1] = (_unread[^1].Start, Math.Max(to, _unread[^1].End));
            return;
        }

        _unread.Add((from, to));
    }

    /// <summary>Puts what [<paramref name="start"/>, <paramref name="end"/>) was decoded to into the queue. It is paid for already.</summary>
    public void Add(in Layer from, int start, int end, string wrapping, string text) =>
        Add(from, start, end, text.AsMemory(), Changes.Everywhere(wrapping), Places.Whole(start, end), from.IsSqueezed);

    /// <summary>Puts a built view into the queue, and pays for it.</summary>
    /// <param name="everywhere">The wrapping, when it is all that was changed; else each change has its own.</param>
    public void Add(in Layer from, ViewBuilder built, bool squeezed = false, string? everywhere = null)
    {
        _copyable -= built.Length;
        var (start, end) = built.Range;
        if (built.IsFull)
        {
            Skip(from, start, end);
        }

        var changes = everywhere is null ? built.Changes : Changes.Everywhere(everywhere);
        Add(from, start, end, built.Text, changes, built.Places(), squeezed || from.IsSqueezed);
    }

    public readonly bool TryNext(out View view)
    {
        view = null!;
        return _open is not null && _open.TryDequeue(out view!);
    }

    /// <summary>Looks for credentials that stand plainly in this layer.</summary>
    public void Scan(in Layer layer)
    {
        var report = scanner.Scan(layer.Text);
        if (report.IsClean)
        {
            return;
        }

        foreach (var finding in report.Findings)
        {
            var start = (int)finding.Start;
            if (layer.View is null)
            {
                (_found ??= []).Add(new DeepFinding(finding.Pattern, "", start, finding.Length, finding.Preview));
            }
            else if (!layer.IsSqueezed || KeyLike.Is(layer.Text, start, finding.Length, finding.Pattern))
            {
                Report(layer, finding, start, start + finding.Length, null);
            }
        }
    }

    /// <summary>Notes a finding at [<paramref name="start"/>, <paramref name="end"/>) of this layer.</summary>
    /// <param name="disguise">What else had to be undone there; null for what stands there as it is.</param>
    public void Report(in Layer layer, LeakFinding finding, int start, int end, string? disguise)
    {
        // What is only suspicious when it stands plainly says nothing at all inside something decoded.
        if (finding.Action == LeakAction.Warn || !layer.IsNew(start, end))
        {
            return;
        }

        var (from, to) = layer.ToRoot(start, end);
        var under = layer.Wrapping(start, end);
        var wrapping =
            disguise is null ? under
            : under.Length == 0 ? disguise
            : $"{disguise} in {under}";
        (_found ??= []).Add(new DeepFinding(finding.Pattern, wrapping, from, to - from, finding.Preview));
    }

    public readonly DeepReport Finish() =>
        _found is null && _unread is null ? DeepReport.Clean : new DeepReport(Distinct(_found ?? []), Merged(_unread ?? []));

    private static int Decodable(int length) => (int)Math.Min(DeepScan.MaxDecoded, Math.Max(DeepScan.LeastDecoded, 4L * length));

    private static List<(int Start, int End)> Merged(List<(int Start, int End)> stretches)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var (start, end) in stretches.Order())
        {
            if (merged.Count > 0 && start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(end, merged[^1].End));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged;
    }

    private void Add(in Layer from, int start, int end, ReadOnlyMemory<char> text, Changes changes, Places places, bool squeezed) =>
        (_open ??= new()).Enqueue(new View(text, from.Depth + 1, squeezed, from.View, from.Wrapping(start, end), changes, places));

    // One credential shows in many views; it is told once, by the shortest way. A longer stretch of it is kept beside a shorter one.
    private static List<DeepFinding> Distinct(List<DeepFinding> found)
    {
        var kept = new List<DeepFinding>();
        var covered = new Dictionary<LeakPattern, int>();
        foreach (
            var finding in found
                .OrderBy(finding => finding.Start)
                .ThenByDescending(finding => finding.End)
                .ThenBy(finding => finding.Wrapping.Length)
        )
        {
            if (finding.Wrapping.Length == 0 || finding.End > covered.GetValueOrDefault(finding.Pattern))
            {
                kept.Add(finding);
                covered[finding.Pattern] = Math.Max(finding.End, covered.GetValueOrDefault(finding.Pattern));
            }
        }

        return kept;
    }
}
