namespace Gatehouse.Storage.Ledger;

/// <summary>Enums are stored by their names. A renamed member needs a migration; a test holds the list.</summary>
internal static class Names
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Enum.GetName(value) ?? throw new ArgumentOutOfRangeException(nameof(value), value, "a value without a name");

    /// <summary>Exact names only: <see cref="Enum.TryParse{T}(string?, out T)"/> would take numbers and lists.</summary>
    public static T? Parse<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Enum.GetName(value!.Value) == name);
}
