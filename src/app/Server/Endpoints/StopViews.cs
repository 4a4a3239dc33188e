using Gatehouse.Contracts.Stopping;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;

namespace Gatehouse.Server.Endpoints;

/// <summary>Stops as the API shows them.</summary>
internal static class StopViews
{
    public const string Global = "global";
    public const string Thread = "thread";

    public static string ScopeOf(StopScope scope) => scope.Thread is null ? Global : Thread;

    public static StopState State(IReadOnlyList<StopMark> marks) =>
        new(
            marks.Where(mark => mark.Scope.Thread is null).Select(View).FirstOrDefault(),
            [
                .. marks
                    .Where(mark => mark.Scope.Thread is not null)
                    .Select(mark => new ThreadStopView(mark.Scope.Thread!.Value, mark.Since, mark.Reason)),
            ]
        );

    public static StopView View(StopMark mark) => new(mark.Since, mark.Reason);

    public static StopReceiptView View(StopReceipt receipt) =>
        new(
            receipt.Cancelled,
            [.. receipt.OnTheWire.Select(effect => new WireEffectView(effect.Id.Value, effect.Kind.Wire(), effect.Line))]
        );
}
