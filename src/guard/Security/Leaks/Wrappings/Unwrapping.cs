namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>One deep scan under way: the views still to look at, what was found, and how much may still be decoded.</summary>
/// <remarks>A struct: a text in which nothing is wrapped costs no allocation.</remarks>
internal struct Unwrapping(LeakScanner scanner, int left)
{
    private Queue<View>? _open;
    private List<DeepFinding>? _found;

    /// <summary>Characters and bytes that may still be decoded.</summary>
    public int Left { get; private set; } = left;

    public bool IsTruncated { get; private set; }

    public readonly LeakScanner Scanner => scanner;

    /// <summary>Pays for decoding; false when there is not as much left, and then the report says so.</summary>
    public bool TryTake(int count)
    {
        if (count > Left)
        {
            (Left, IsTruncated) = (0, true);
            return false;
        }

        Left -= count;
        return true;
    }

    /// <summary>Starts a view that is built piece by piece; null when nothing is left, and then the report says so.</summary>
    public ViewBuilder? Build()
    {
        IsTruncated |= Left == 0;
        return Left == 0 ? null : new ViewBuilder(Left);
    }

    public void Truncate() => IsTruncated = true;

    /// <summary>Puts what [<paramref name="start"/>, <paramref name="end"/>) was decoded to into the queue. It is paid for already.</summary>
    public void Add(in Layer from, int start, int end, string wrapping, string text) =>
        Add(from, start, end, text.AsMemory(), Changes.Everywhere(wrapping), Places.Whole(start, end), from.IsSqueezed);

    /// <summary>Puts a built view into the queue, and pays for it.</summary>
    /// <param name="everywhere">The wrapping, when it is all that was changed; else each change has its own.</param>
    public void Add(in Layer from, ViewBuilder built, bool squeezed = false, string? everywhere = null)
    {
        IsTruncated |= built.IsFull;
        Left -= built.Length;
        var (start, end) = built.Range;
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
            else if (!layer.IsSqueezed || KeyLike.Is(layer.Text.Slice(start, finding.Length)))
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
        _found is null && !IsTruncated ? DeepReport.Clean : new DeepReport(Distinct(_found ?? []), IsTruncated);

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
