namespace Gatehouse.Contracts.Chat;

/// <summary>What taints a thread now: the untrusted texts that the model would still see.</summary>
/// <param name="Texts">How many, those included that the model wrote from the others.</param>
public sealed record ThreadTaintView(IReadOnlyList<TaintView> Sources, int Texts);
