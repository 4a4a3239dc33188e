using System.Buffers;
using Gatehouse.Security.Effects;

namespace Gatehouse.Server.Endpoints;

/// <summary>Reads ids that come from outside. What is not in the one form of an id is none.</summary>
internal static class EdgeIds
{
    private const int Length = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static ThreadId? Thread(string? text) => IsId(text) ? new ThreadId(text!) : null;

    public static EffectId? Effect(string? text) => IsId(text) ? new EffectId(text!) : null;

    public static TurnId? Turn(string? text) => IsId(text) ? new TurnId(text!) : null;

    private static bool IsId(string? text) => text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Digits);
}
