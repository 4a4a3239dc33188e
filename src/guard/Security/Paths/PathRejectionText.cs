namespace Gatehouse.Security.Paths;

/// <summary>What a refused path is told: the cause and the fix, without the refused text.</summary>
public static class PathRejectionText
{
    public static string Describe(PathRejection why) =>
        why switch
        {
            PathRejection.None => "the path is acceptable",
            PathRejection.Empty => "the path is empty; write a name such as notes.md",
            PathRejection.TooLong => $"the path is longer than {RelativePath.MaxBytes} bytes; shorten it",
            PathRejection.NameTooLong => $"a name in the path is longer than {RelativePath.MaxNameBytes} bytes; shorten it",
            PathRejection.Absolute => "the path starts at a root; write it relative, without a slash in front",
            PathRejection.EmptyName => "the path has an empty name; write single slashes between names and none at the end",
            PathRejection.DotName => "the path has . or .. in it; write the names themselves",
            PathRejection.Backslash => "the path has a backslash; write / between names",
            PathRejection.Colon => "the path has a colon, which names a drive or a stream on some systems; leave it out",
            PathRejection.Control => "the path has a control character; leave it out",
            PathRejection.Hidden => "the path has an invisible character or a blank that is no space; leave it out",
            PathRejection.LookAlike => "the path has a character that looks like a slash, dot or colon; leave it out",
            PathRejection.NotUnicode => "the path is not well-formed Unicode; write it anew",
            PathRejection.EdgeOfName => "a name in the path begins or ends with a space, or ends with a dot; leave that out",
            PathRejection.DeviceName => "a name in the path is that of a device on some systems (CON, NUL, COM1 …); choose another",
            PathRejection.BadPercentEncoding => "the path has a broken percent code; write % as %25 and text as UTF-8",
            PathRejection.EncodedSyntax => "the path has an encoded slash, dot or control character; write names plainly",
            PathRejection.DoublyEncoded => "the path is percent-encoded twice; encode it once",
            PathRejection.NotOnlyPath => "the path has a query or a fragment; leave off what begins with ? or #",
            _ => throw new InvalidOperationException("unknown path rejection"),
        };
}
