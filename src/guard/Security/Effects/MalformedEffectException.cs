namespace Gatehouse.Security.Effects;

/// <summary>An effect cannot be written or read in canonical form. The message may reach the owner and the model: it holds no content.</summary>
public sealed class MalformedEffectException(string message) : Exception(message);
