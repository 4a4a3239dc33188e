namespace Gatehouse.Security.Leaks.Matching;

/// <summary>What documentation writes in place of a key, where it is not all in one case: <c>YourPersonalAccessTokenGoesHere123</c>.</summary>
internal static class LeakPlaceholder
{
    private static readonly string[] Words = ["token", "key", "secret", "access", "here"];

    /// <summary>"your" and one of the words: forty random characters have both less than once in a million.</summary>
    public static bool Is(ReadOnlySpan<char> key)
    {
        if (!key.Contains("your", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var word in Words)
        {
            if (key.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
