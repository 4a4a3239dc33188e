namespace Gatehouse.Cli.Control;

/// <summary>An answer of the server, read and as it came.</summary>
internal sealed record Answer<T>(T Value, string Text);
