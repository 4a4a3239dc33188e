namespace Gatehouse.Server.Composition;

/// <summary>How a server is started.</summary>
/// <param name="Settings">Settings by name, such as GATEWAY_PORT; they win over the environment.</param>
/// <param name="ReadEnvironment">False for a throw-away server that must not meet the owner's keys.</param>
public sealed record ServerStart(IReadOnlyDictionary<string, string> Settings, bool ReadEnvironment, TextWriter Output, TextWriter Errors);
