namespace Gatehouse.Agent.Threads;

/// <summary>What taints a conversation now.</summary>
/// <param name="Sources">Where the untrusted texts came from, each once, oldest first.</param>
/// <param name="Texts">How many untrusted texts the model would see, its own from them included.</param>
public sealed record ThreadTaint(IReadOnlyList<Taint> Sources, int Texts)
{
    public static readonly ThreadTaint None = new([], 0);
}
