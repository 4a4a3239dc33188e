namespace Gatehouse.Server.Listening.Tls;

/// <summary>The certificate or its key cannot be used. The message is for the owner: which setting, why, and the fix.</summary>
internal sealed class TlsUnusableException(string message, Exception? cause = null) : Exception(message, cause);
