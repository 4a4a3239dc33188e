namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Bytes that a run of text was decoded to.</summary>
/// <param name="wrapping">What the run was decoded from; empty for bytes that were scanned as they are.</param>
/// <param name="starts">Where in the bytes something may begin that has no mark: where the run begins, and each of its lines.</param>
internal readonly ref struct Packed(ReadOnlySpan<byte> bytes, int start, int end, string wrapping, ReadOnlySpan<int> starts)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public string Wrapping => wrapping;

    public ReadOnlySpan<int> Starts { get; } = starts;

    /// <summary>The run that was decoded.</summary>
    public (int Start, int End) Range => (start, end);

    /// <summary>As compressed bytes in this.</summary>
    public string Under(string format) => wrapping.Length == 0 ? format : $"{format} in {wrapping}";
}
