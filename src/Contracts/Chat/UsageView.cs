using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>What a turn used.</summary>
/// <param name="InputTokens">As the model's server reported them.</param>
/// <param name="OutputTokens">Likewise.</param>
/// <param name="ChargedTokens">
/// What the budgets were charged with: more than was reported where the server reported nothing. Left out when nothing was.
/// </param>
/// <param name="CostMicroUsd">Millionths of a US dollar; left out when the model has no price.</param>
public sealed record UsageView(
    long InputTokens,
    long OutputTokens,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? ChargedTokens = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? CostMicroUsd = null
);
