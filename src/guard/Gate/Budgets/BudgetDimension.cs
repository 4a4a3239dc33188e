namespace Gatehouse.Gate.Budgets;

/// <summary>What is counted.</summary>
public enum BudgetDimension
{
    /// <summary>Model tokens, input and output.</summary>
    Tokens,

    /// <summary>Requests over the network.</summary>
    Requests,

    /// <summary>Bytes of HTTP messages, sent and received, bodies as they are compressed. Without TLS and TCP around them.</summary>
    Bytes,

    /// <summary>Millionths of a US dollar, at the prices that the owner set. A model without a price costs nothing here.</summary>
    Money,

    /// <summary>Hosts that this home had never reached before.</summary>
    NovelHosts,
}
