namespace Gatehouse.Storage.Home;

/// <summary>Another server has this home. The message is for the owner.</summary>
/// <param name="Pid">Of that server; null when it has not written it yet.</param>
public sealed class HomeInUseException(string path, int? pid)
    : IOException(
        $"Another Gatehouse server {(pid is null ? "" : $"(process {pid}) ")}is using {path}. Stop it first, or set another home."
    )
{
    public int? Pid { get; } = pid;
}
