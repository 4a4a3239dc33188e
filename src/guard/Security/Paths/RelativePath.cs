using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gatehouse.Security.Paths;

/// <summary>A path of plain names below some folder: nothing in it climbs, hides, or means another file on another system.</summary>
/// <remarks>
/// Lexical: it says nothing about what lies on a disk, where a name may be a link. Opening is <c>OpenBeneath</c>'s. Immutable and
/// thread-safe; compared by its text, case included; parsing is linear.
/// </remarks>
public sealed record RelativePath
{
    /// <summary>Longest path in bytes of UTF-8. Linux: PATH_MAX (limits.h).</summary>
    public const int MaxBytes = 4096;

    /// <summary>Longest name in bytes of UTF-8. Linux, macOS and Windows agree: NAME_MAX.</summary>
    public const int MaxNameBytes = 255;

    private RelativePath(string value) => Value = value;

    /// <summary>The names with single slashes between them.</summary>
    public string Value { get; }

    public IReadOnlyList<string> Names => Value.Split('/');

    /// <summary>Accepts a path as a person or a program writes it. A percent sign is a character like any other.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RelativePath? path, out PathRejection why)
    {
        why = PathRules.Check(text ?? "");
        path = why == PathRejection.None ? new RelativePath(text!) : null;
        return path is not null;
    }

    /// <summary>
    /// Accepts the path part of a URL and decodes it, once. What only the decoding would make a separator, a dot name or a control is
    /// refused, and so is what a second decoding would change.
    /// </summary>
    public static bool TryParseUrl(string? text, [NotNullWhen(true)] out RelativePath? path, out PathRejection why)
    {
        path = null;
        var encoded = text ?? "";
        // Three bytes for each: the longest that could decode to an accepted path.
        why =
            encoded.Length > 3 * MaxBytes ? PathRejection.TooLong
            : encoded.AsSpan().IndexOfAny('?', '#') >= 0 ? PathRejection.NotOnlyPath
            : PathPercentCodes.Check(encoded);
        return why == PathRejection.None && TryParse(PathPercentCodes.Decode(encoded), out path, out why);
    }

    public override string ToString() => Value;
}
