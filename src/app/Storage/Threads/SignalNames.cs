namespace Gatehouse.Storage.Threads;

/// <summary>The signals of a result as one column.</summary>
internal static class SignalNames
{
    public static string Join(IReadOnlyList<string> signals) => string.Join(' ', signals);

    public static IReadOnlyList<string> Split(string column) => column.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
