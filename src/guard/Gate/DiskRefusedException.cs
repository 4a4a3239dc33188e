namespace Gatehouse.Gate;

/// <summary>The disk did not take what was to be kept. Nothing of it was changed. The message names cause and fix and may reach the owner.</summary>
public sealed class DiskRefusedException(string message, Exception cause) : Exception(message, cause);
