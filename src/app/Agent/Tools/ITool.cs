using System.Text.Json;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

/// <summary>Something that a model can ask for. It plans, and only that: what happens is the Gate's and a driver's.</summary>
internal interface ITool
{
    string Name { get; }

    string Description { get; }

    /// <summary>JSON schema of the arguments.</summary>
    JsonElement Schema { get; }

    /// <summary>Pure: reads its arguments and the snapshot, nothing else. The same input gives the same effect.</summary>
    ToolPlan Plan(JsonElement args, PlanSnapshot snapshot);
}

/// <summary>What a plan may know of the world.</summary>
/// <param name="Now">When the turn started.</param>
/// <param name="Zone">Of the owner.</param>
internal sealed record PlanSnapshot(DateTimeOffset Now, TimeZoneInfo Zone);

/// <summary>What a tool wants, or why these arguments want nothing. Closed.</summary>
internal abstract record ToolPlan
{
    private ToolPlan() { }

    public sealed record Wanted(Effect Effect) : ToolPlan;

    /// <param name="Reason">For the model and the owner: the cause and the fix, without the refused text.</param>
    public sealed record Refused(string Reason) : ToolPlan;
}
