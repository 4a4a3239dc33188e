namespace Gatehouse.Security.Effects;

/// <summary>One row of an approval card, decoded from the stored bytes.</summary>
/// <param name="Value">Safe to show: what cannot be seen is spelled out. Empty when <paramref name="Omitted"/>.</param>
/// <param name="Style"><c>line</c>, <c>block</c>, <c>bytes</c> or <c>grey</c> (added by the transport).</param>
/// <param name="Size">Bytes of a body.</param>
/// <param name="Sha256">Hash of a body.</param>
/// <param name="Omitted">True when the part is too large or binary: shown by size and hash, and by the viewer.</param>
public sealed record PreviewField(string Name, string Value, string Style, long? Size = null, string? Sha256 = null, bool Omitted = false);
