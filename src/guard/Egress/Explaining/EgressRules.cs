namespace Gatehouse.Egress.Explaining;

/// <summary>The names of the rules, in the order in which they are asked.</summary>
internal static class EgressRules
{
    public const string Parse = "parse";
    public const string Method = "method";
    public const string Metadata = "metadata";
    public const string ConfiguredEndpoint = "configured_endpoint";
    public const string ForbiddenNames = "forbidden_names";
    public const string LiteralAddress = "literal_address";
    public const string Caller = "caller";
    public const string Resolve = "resolve";
    public const string Addresses = "addresses";

    /// <summary>Only of a CONNECT.</summary>
    public const string Tunnel = "tunnel";
}
