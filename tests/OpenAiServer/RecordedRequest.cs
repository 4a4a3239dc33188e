namespace Gatehouse.OpenAiServer;

/// <summary>A request as it arrived: the body is the exact text, the headers as sent.</summary>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
