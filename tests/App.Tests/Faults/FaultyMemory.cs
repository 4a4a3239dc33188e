using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

/// <summary>The memory's file, behind a line on which calls fail. What the memory drivers do to the world, they do here.</summary>
internal sealed class FaultyMemory(IMemoryStore inner, FaultLine line) : IMemoryStore
{
    public Task<int> WriteAsync(MemoryWrite write, CancellationToken ct) =>
        line.Pass(FaultPort.Memory, "Write", acts: true, () => inner.WriteAsync(write, ct));

    public Task<bool> DeleteAsync(EffectId effect, string path, DateTimeOffset now, CancellationToken ct) =>
        line.Pass(FaultPort.Memory, "Delete", acts: true, () => inner.DeleteAsync(effect, path, now, ct));

    public Task<MemoryDocument?> ReadAsync(string path, CancellationToken ct) => Read("Read", () => inner.ReadAsync(path, ct));

    public Task<IReadOnlyList<MemoryEntry>> ListAsync(string folder, int limit, CancellationToken ct) =>
        Read("List", () => inner.ListAsync(folder, limit, ct));

    public Task<IReadOnlyList<MemoryHit>> SearchAsync(string words, int limit, CancellationToken ct) =>
        Read("Search", () => inner.SearchAsync(words, limit, ct));

    public Task<bool> WasWrittenAsync(EffectId effect, CancellationToken ct) => Read("WasWritten", () => inner.WasWrittenAsync(effect, ct));

    private T Read<T>(string call, Func<T> work) => line.Pass(FaultPort.Memory, call, acts: false, work);
}
