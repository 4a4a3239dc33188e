using System.Runtime.InteropServices;

namespace Gatehouse.Cli.Input;

/// <summary>Turns Ctrl+C, SIGTERM and a closed terminal into a cancellation, so that work cleans up behind itself.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly IReadOnlyList<PosixSignalRegistration> _signals;

    public Interruption(CancellationToken ct)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _signals = [On(PosixSignal.SIGINT), On(PosixSignal.SIGTERM), On(PosixSignal.SIGHUP)];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                _source.Cancel();
            }
        );
}
