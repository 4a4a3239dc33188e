namespace Gatehouse.Gate.Budgets;

/// <summary>What the model's tokens cost, as its owner set it.</summary>
/// <param name="InputMicroUsd">Millionths of a US dollar per million input tokens.</param>
/// <param name="OutputMicroUsd">Millionths of a US dollar per million output tokens.</param>
public sealed record ModelPrice(long InputMicroUsd, long OutputMicroUsd)
{
    private const long TokensPerPrice = 1_000_000;

    /// <summary>The cost in millionths of a US dollar, rounded up; the largest number when it would be larger.</summary>
    public long Of(long inputTokens, long outputTokens)
    {
        var exact = (Int128)inputTokens * InputMicroUsd + (Int128)outputTokens * OutputMicroUsd;
        return (long)Int128.Min((exact + TokensPerPrice - 1) / TokensPerPrice, long.MaxValue);
    }
}
