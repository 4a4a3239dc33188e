using System.Collections.Immutable;

namespace Gatehouse.Server.Configuration;

/// <summary>The one table of settings, in the order of <c>.env.example</c>. What is not here is no setting.</summary>
internal static class KnownSettings
{
    private const string Door =
        "it decides who can reach this server and how, so it is read from the environment or config.json, before anything is opened";
    private const string Connection =
        "it says where LLM_API_KEY is sent and which private address may be reached, so whoever holds only a browser session cannot move it";
    private const string Price = "it belongs to the model server, which is named there, and a lower price would stretch the day's money";

    public static ImmutableArray<KnownSetting> All { get; } =
    [
        new(SettingNames.Home, SettingKind.Text, "~/.gatehouse", "The one folder that is written to.")
        {
            OnlyEnvironment = "it says where the stored settings are",
        },
        new(SettingNames.ApprovalExpiry, SettingKind.Duration, "24h", "How long a question waits for the owner.") { IsReloadable = true },
        new(
            SettingNames.BodyRetention,
            SettingKind.Number,
            "90",
            "How many days the ledger keeps the bodies of effects; their digests stay. 0 keeps them for ever."
        )
        {
            OnlyEnvironment =
                "it says when evidence of what was done is deleted, so whoever holds only a browser session cannot have that done sooner",
        },
        new(SettingNames.Policy, SettingKind.Choice, "balanced", "How much is asked: balanced, strict (asks more) or autonomous.")
        {
            IsReloadable = true,
        },
        new(SettingNames.GatewayHost, SettingKind.Text, "127.0.0.1", "The address where the page and the API listen.")
        {
            OnlyEnvironment = Door,
        },
        new(SettingNames.GatewayPort, SettingKind.Number, "3000", "The port where the page and the API listen.") { OnlyEnvironment = Door },
        new(SettingNames.GatewayAuthToken, SettingKind.Text, "a new random one at each start", "The owner's bearer token.")
        {
            OnlyEnvironment = Door,
            IsSecret = true,
        },
        new(SettingNames.GatewayPublicUrl, SettingKind.Text, "none", "The address under which a proxy of yours serves the page.")
        {
            OnlyEnvironment = Door,
            Bounds = "must be scheme, host and port only, such as https://gatehouse.example.",
        },
        new(
            SettingNames.GatewayAllowPlaintext,
            SettingKind.Flag,
            "false",
            "Lets GATEWAY_HOST be something else than loopback without TLS: everyone on that network can read along."
        )
        {
            OnlyEnvironment = Door,
        },
        new(SettingNames.GatewayTlsCert, SettingKind.Text, "none: plain HTTP", "The certificate for HTTPS, with its chain.")
        {
            OnlyEnvironment = Door,
        },
        new(SettingNames.GatewayTlsKey, SettingKind.Text, "none: plain HTTP", "The file of the certificate's key.")
        {
            OnlyEnvironment = Door,
        },
        new(
            SettingNames.GatewayTrustedProxies,
            SettingKind.Text,
            "none",
            "Addresses of your own proxies, whose X-Forwarded-For, -Proto and -Host are believed."
        )
        {
            OnlyEnvironment = Door,
        },
        new(SettingNames.LlmBackend, SettingKind.Choice, "offline", "Which kind of model answers.") { OnlyEnvironment = Connection },
        new(SettingNames.LlmBaseUrl, SettingKind.Text, "none", "The address of the model server.")
        {
            OnlyEnvironment = Connection,
            Bounds = "must be the address of a model server without question mark, such as https://api.openai.com/v1.",
        },
        new(SettingNames.LlmModel, SettingKind.Text, "none", "The model's name, as its server lists it."),
        new(SettingNames.LlmApiKey, SettingKind.Text, "none", "The key of the model server.")
        {
            OnlyEnvironment = Connection,
            IsSecret = true,
        },
        new(SettingNames.LlmTimeout, SettingKind.Number, "120", "The longest silence of the model server, in seconds."),
        new(SettingNames.LlmPriceInput, SettingKind.Money, "none: only tokens count", "US dollars per million tokens that the model reads.")
        {
            OnlyEnvironment = Price,
        },
        new(
            SettingNames.LlmPriceOutput,
            SettingKind.Money,
            "none: only tokens count",
            "US dollars per million tokens that the model writes."
        )
        {
            OnlyEnvironment = Price,
        },
        new(SettingNames.BudgetTokens, SettingKind.Number, "2000000", "Model tokens of a local day.") { IsReloadable = true },
        new(SettingNames.BudgetUsd, SettingKind.Money, "5", "US dollars of a local day, where the model has a price.")
        {
            IsReloadable = true,
        },
        new(SettingNames.BudgetRequests, SettingKind.Number, "5000", "Requests over the network of a local day.") { IsReloadable = true },
        new(SettingNames.BudgetBytes, SettingKind.Size, "2GB", "Bytes sent and received in a local day.") { IsReloadable = true },
        new(SettingNames.BudgetNovelHosts, SettingKind.Number, "200", "Hosts never reached before, of a local day.")
        {
            IsReloadable = true,
        },
        new(SettingNames.BudgetThreadTokens, SettingKind.Number, "no cap", "Model tokens of one thread in its life.")
        {
            IsReloadable = true,
        },
        new(SettingNames.BudgetThreadUsd, SettingKind.Money, "no cap", "US dollars of one thread in its life.") { IsReloadable = true },
        new(SettingNames.BudgetThreadRequests, SettingKind.Number, "no cap", "Requests of one thread in its life.") { IsReloadable = true },
        new(SettingNames.AxonInsecureDev, SettingKind.Flag, "none", "Never honoured: setting it stops the start.")
        {
            OnlyEnvironment = "it is never honoured, wherever it stands",
        },
    ];

    public static KnownSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    /// <summary>The names that start so.</summary>
    public static IReadOnlyList<string> WithPrefix(string prefix) =>
        [.. All.Select(setting => setting.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>Up to three known names that look most like this one, the likest first.</summary>
    public static IReadOnlyList<string> Nearest(string name)
    {
        var wanted = name.ToUpperInvariant();
        return [.. All.OrderBy(setting => Distance(wanted, setting.Name)).Take(3).Select(setting => setting.Name)];
    }

    // Levenshtein's. What is longer than any name by far is as far from all of them.
    private static int Distance(string one, string other)
    {
        one = one.Length > 64 ? one[..64] : one;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(change, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
