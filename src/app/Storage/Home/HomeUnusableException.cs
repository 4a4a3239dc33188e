namespace Gatehouse.Storage.Home;

/// <summary>This folder cannot be a home. The message is for the owner.</summary>
public sealed class HomeUnusableException(string message, Exception? cause = null) : IOException(message, cause);
