namespace Gatehouse.Contracts.Leaks;

/// <summary>One credential in a text.</summary>
/// <param name="Start">In UTF-16 code units from the start of the text.</param>
/// <param name="Length">Of the credential, or of the whole run that it is wrapped in.</param>
/// <param name="Action"><c>block</c>, <c>redact</c> or <c>warn</c>.</param>
/// <param name="Preview">Masked; safe to show.</param>
public sealed record LeakFindingView(string Pattern, int Start, int Length, string Action, string Preview);
