namespace Gatehouse.Server.Completions;

/// <summary>A request that cannot be taken. The message is for the program's author: cause and fix.</summary>
/// <param name="param">The member that is wrong; null when it is the whole.</param>
internal sealed class BadCompletionException(string message, string? param, string? code = null, int status = 400) : Exception(message)
{
    public string? Param => param;

    public string? Code => code;

    public int Status => status;
}
