using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Security.Vault;

/// <summary>The name of a secret: what rules, records and screens show in place of its value.</summary>
/// <remarks>One spelling per secret (lower case, ASCII), so that a grant for a name is a grant for one secret. Immutable.</remarks>
public sealed record SecretName
{
    /// <summary>Longest name in characters; fits one line of a card.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

    private SecretName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretName? name, out SecretNameRejection why)
    {
        why = Check(text);
        name = why == SecretNameRejection.None ? new SecretName(text!) : null;
        return name is not null;
    }

    public override string ToString() => Value;

    private static SecretNameRejection Check(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return SecretNameRejection.Empty;
        }

        if (text.Length > MaxLength)
        {
            return SecretNameRejection.TooLong;
        }

        if (!char.IsAsciiLetterLower(text[0]))
        {
            return SecretNameRejection.BadStart;
        }

        return text.AsSpan().ContainsAnyExcept(Allowed) ? SecretNameRejection.BadCharacter : SecretNameRejection.None;
    }
}
