namespace Gatehouse.Security.Effects;

/// <summary>The name under which each kind of effect goes out: allowlists, credentials and connection pools are kept apart by it.</summary>
public static class EffectCallers
{
    public const string Model = "model";
    public const string WebFetch = "web_fetch";
    public const string Http = "http";

    /// <summary>Every caller that reaches the network.</summary>
    public static IReadOnlyList<string> All { get; } = [Model, WebFetch, Http];

    public static string Of(Effect effect) =>
        effect switch
        {
            ModelCall => Model,
            // What is read inside an extraction is a page like any other.
            FetchPage or ExtractValue => WebFetch,
            HttpRequest => Http,
            _ => "none",
        };
}
