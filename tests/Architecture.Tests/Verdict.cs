namespace Gatehouse.Architecture.Tests;

/// <summary>Says everything that breaks a rule, whole: xUnit cuts long texts and lists.</summary>
internal static class Verdict
{
    public static void None(IEnumerable<string> broken)
    {
        var all = broken.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
