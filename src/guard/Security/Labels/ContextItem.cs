namespace Gatehouse.Security.Labels;

/// <summary>One text that the model can see, with its label and where it came from.</summary>
/// <param name="Source">For people: <c>owner</c>, <c>assistant</c>, or what taints, such as <c>web_fetch https://example.com/</c>.</param>
public sealed record ContextItem(Label Label, string Source, string Text);
