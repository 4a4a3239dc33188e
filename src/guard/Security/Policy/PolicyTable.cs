using System.Collections.Immutable;
using Gatehouse.Security.Effects;

namespace Gatehouse.Security.Policy;

/// <summary>One row of the policy in words.</summary>
/// <param name="Effects">What it is about.</param>
/// <param name="Clean">What happens while nothing untrusted is in the context.</param>
/// <param name="Tainted">What happens once something is.</param>
/// <param name="Kinds">The effects that it decides; empty for row 11, which is about where they go, and for rows whose effects do not exist.</param>
/// <param name="NotYet">Effects of this row that nothing can plan yet. They have no rule, so they are denied.</param>
public sealed record PolicyTableRow(
    PolicyRow Row,
    string Effects,
    string Clean,
    string Tainted,
    ImmutableArray<EffectKind> Kinds,
    ImmutableArray<string> NotYet
);

/// <summary>The twelve rows of <see cref="GatePolicy"/> in words, for people.</summary>
public static class PolicyTable
{
    private const string NoRule = "deny: no rule, because nothing can plan it yet";

    private static readonly ImmutableArray<PolicyTableRow> Balanced =
    [
        new(
            PolicyRow.ModelCalls,
            "model call",
            "allow, to the configured server only, within the budget",
            "the same",
            [EffectKind.ModelCall],
            []
        ),
        new(
            PolicyRow.OwnReads,
            "pure functions, reading memory",
            "allow",
            "allow, labelled",
            [EffectKind.Compute, EffectKind.ReadMemory, EffectKind.ExtractValue],
            []
        ),
        new(
            PolicyRow.Pages,
            "reading a page (web_fetch, extract)",
            "allow; ask on an unusual port, unless the owner wrote the address",
            $"allow an address that was copied whole, {GatePolicy.MaxCopiedReads} times a turn; ask before a composed one",
            [EffectKind.FetchPage, EffectKind.ExtractValue],
            ["web_search", "crawl", "render_page"]
        ),
        new(
            PolicyRow.Requests,
            "a composed HTTPS request (http)",
            "ask each time, unless a grant covers host, port, method and path",
            "the same; the card names the untrusted source",
            [EffectKind.HttpRequest],
            ["mcp", "wasm"]
        ),
        new(PolicyRow.Sandbox, "a command or job in the sandbox", NoRule, NoRule, [], ["command", "job"]),
        new(
            PolicyRow.MemoryWrites,
            "writing memory",
            "allow",
            "allow adding, as untrusted; ask before replacing; deny identity files",
            [EffectKind.WriteMemory],
            []
        ),
        new(PolicyRow.RepliesToOwner, "a reply to the owner on a channel", NoRule, NoRule, [], ["reply"]),
        new(PolicyRow.WebhookAnswers, "an answer to a webhook caller", NoRule, NoRule, [], ["webhook_answer"]),
        new(PolicyRow.MessagesToOthers, "a message to anyone else, posting, spending", NoRule, NoRule, [], ["message", "payment"]),
        new(
            PolicyRow.Authority,
            "widening authority: settings, token, policy, grant, secret, extension, cap, schedule",
            "deny: a model cannot plan it; the owner does it",
            "the same",
            [EffectKind.ChangeSettings, EffectKind.CreateToken],
            ["grant", "secret", "extension", "schedule"]
        ),
        new(
            PolicyRow.PrivateTargets,
            "any effect that goes to a private, loopback or link-local address",
            "deny, but for a server that the owner configured, for that use, host and port; metadata addresses never",
            "the same",
            [],
            []
        ),
        new(
            PolicyRow.Deletions,
            "deleting a memory document",
            "ask each time",
            "ask each time",
            [EffectKind.DeleteMemory],
            ["job_cancel", "routine_pause", "secret_delete"]
        ),
    ];

    /// <summary>Rows 1 to 12 as the preset has them.</summary>
    public static ImmutableArray<PolicyTableRow> Of(PolicyPreset preset) =>
        preset == PolicyPreset.Strict ? [.. Balanced.Select(Strict)] : Balanced;

    private static PolicyTableRow Strict(PolicyTableRow row) =>
        row.Row switch
        {
            PolicyRow.Pages => row with
            {
                Clean = "allow an address that the owner wrote; ask on an unusual port and before any other",
                Tainted = $"the same, {GatePolicy.MaxCopiedReads} times a turn",
            },
            PolicyRow.MemoryWrites => row with { Tainted = "ask; deny identity files" },
            _ => row,
        };
}
