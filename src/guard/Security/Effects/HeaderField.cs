namespace Gatehouse.Security.Effects;

/// <summary>One request header as it will be sent.</summary>
public sealed record HeaderField(string Name, string Value);
