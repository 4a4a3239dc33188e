namespace Gatehouse.Contracts;

/// <summary>Who stands behind a text and who may read it, as words: integrity owner, assistant or untrusted; confidentiality private or public.</summary>
public sealed record LabelView(string Integrity, string Confidentiality);
