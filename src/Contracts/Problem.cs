namespace Gatehouse.Contracts;

/// <summary>An error answer (RFC 9457): <paramref name="Title"/> is the cause in short, <paramref name="Detail"/> the cause and the fix.</summary>
public sealed record Problem(string Type, string Title, int Status, string Detail);
