namespace Gatehouse.FrontDoor.Tests.Everyday;

/// <summary>The rows of the policy table that ask something in this set.</summary>
internal static class Why
{
    public const string Composed = "row 4, a request to a service";
    public const string NotCopied = "row 3, an address composed or found elsewhere than on a public page, after outside text";
    public const string ManyPages = "row 3, more than 8 pages";
    public const string Replaces = "row 6, replacing a note after outside text";
}
