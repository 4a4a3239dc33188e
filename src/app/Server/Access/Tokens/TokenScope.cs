namespace Gatehouse.Server.Access.Tokens;

/// <summary>What a program's token opens. Closed; a route declares which scope it takes, and takes none unless it says so.</summary>
internal enum TokenScope
{
    /// <summary>Asking the model through the OpenAI-compatible API.</summary>
    Chat,
}

/// <summary>Wire names of scopes.</summary>
internal static class TokenScopes
{
    public static string Wire(this TokenScope scope) =>
        scope switch
        {
            TokenScope.Chat => "chat",
            _ => throw new InvalidOperationException("unknown token scope"),
        };

    public static TokenScope? Parse(string? wire) =>
        Enum.GetValues<TokenScope>().Cast<TokenScope?>().FirstOrDefault(scope => scope!.Value.Wire() == wire);
}
