namespace Gatehouse.Server.Configuration;

/// <summary>The name of every setting. What each is stands in <see cref="KnownSettings"/>.</summary>
internal static class SettingNames
{
    public const string Home = "GATEHOUSE_HOME";
    public const string ApprovalExpiry = "GATEHOUSE_APPROVAL_EXPIRY";
    public const string BodyRetention = "GATEHOUSE_BODY_RETENTION_DAYS";
    public const string Policy = "GATEHOUSE_POLICY";
    public const string GatewayHost = "GATEWAY_HOST";
    public const string GatewayPort = "GATEWAY_PORT";
    public const string GatewayAuthToken = "GATEWAY_AUTH_TOKEN";
    public const string GatewayPublicUrl = "GATEWAY_PUBLIC_URL";
    public const string GatewayAllowPlaintext = "GATEWAY_ALLOW_PLAINTEXT";
    public const string GatewayTlsCert = "GATEWAY_TLS_CERT";
    public const string GatewayTlsKey = "GATEWAY_TLS_KEY";
    public const string GatewayTrustedProxies = "GATEWAY_TRUSTED_PROXIES";
    public const string LlmBackend = "LLM_BACKEND";
    public const string LlmBaseUrl = "LLM_BASE_URL";
    public const string LlmApiKey = "LLM_API_KEY";
    public const string LlmModel = "LLM_MODEL";
    public const string LlmTimeout = "LLM_REQUEST_TIMEOUT_SECS";
    public const string LlmPriceInput = "LLM_PRICE_INPUT_USD_PER_MTOK";
    public const string LlmPriceOutput = "LLM_PRICE_OUTPUT_USD_PER_MTOK";
    public const string BudgetTokens = "BUDGET_TOKENS_PER_DAY";
    public const string BudgetUsd = "BUDGET_USD_PER_DAY";
    public const string BudgetRequests = "BUDGET_REQUESTS_PER_DAY";
    public const string BudgetBytes = "BUDGET_BYTES_PER_DAY";
    public const string BudgetNovelHosts = "BUDGET_NOVEL_HOSTS_PER_DAY";
    public const string BudgetThreadTokens = "BUDGET_TOKENS_PER_THREAD";
    public const string BudgetThreadUsd = "BUDGET_USD_PER_THREAD";
    public const string BudgetThreadRequests = "BUDGET_REQUESTS_PER_THREAD";
    public const string AxonInsecureDev = "AXON_WEB_ALLOW_INSECURE_DEV";

    /// <summary>A mistyped name that starts so would leave the gateway other than its owner thinks.</summary>
    public const string GatewayPrefix = "GATEWAY_";

    /// <summary>A mistyped name that starts so would leave a wall other than its owner thinks.</summary>
    public const string BudgetPrefix = "BUDGET_";
}
