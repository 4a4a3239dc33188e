namespace Gatehouse.Storage.Tokens;

/// <summary>One scoped token. Public: it stands in lists, URLs and the ledger, and opens nothing. Text form: 32 hex digits.</summary>
public sealed record TokenId(string Value)
{
    public override string ToString() => Value;
}
