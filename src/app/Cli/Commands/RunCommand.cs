using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Gatehouse.Server.Composition;

namespace Gatehouse.Cli.Commands;

internal static class RunCommand
{
    public static Command Create()
    {
        var port = new Option<int?>("--port") { Description = "Port of the gateway. Default: GATEWAY_PORT, else 3000." };
        var host = new Option<string?>("--host") { Description = "Address to listen on. Default: GATEWAY_HOST, else 127.0.0.1." };
        var command = new ExampledCommand(
            "run",
            """
            Start the server and print a one-time login link. Ends with Ctrl+C or SIGTERM.

            Settings come from the environment, and some from what is stored (`gatehouse config show`): GATEWAY_HOST, GATEWAY_PORT, GATEWAY_AUTH_TOKEN, GATEWAY_PUBLIC_URL, GATEWAY_TLS_CERT,
            GATEWAY_TLS_KEY, GATEWAY_TRUSTED_PROXIES, GATEWAY_ALLOW_PLAINTEXT, LLM_BACKEND, LLM_BASE_URL, LLM_API_KEY, LLM_MODEL,
            LLM_REQUEST_TIMEOUT_SECS, LLM_PRICE_INPUT_USD_PER_MTOK, LLM_PRICE_OUTPUT_USD_PER_MTOK,
            GATEHOUSE_APPROVAL_EXPIRY, GATEHOUSE_POLICY, BUDGET_TOKENS_PER_DAY, BUDGET_USD_PER_DAY, BUDGET_REQUESTS_PER_DAY, BUDGET_BYTES_PER_DAY,
            BUDGET_NOVEL_HOSTS_PER_DAY, BUDGET_TOKENS_PER_THREAD, BUDGET_USD_PER_THREAD, BUDGET_REQUESTS_PER_THREAD.
            """,
            "gatehouse run",
            "gatehouse run --port 3001 --home /srv/gatehouse",
            "LLM_BACKEND=openai_compatible LLM_BASE_URL=http://127.0.0.1:11434/v1 LLM_MODEL=qwen3 gatehouse run"
        )
        {
            port,
            host,
        };
        command.SetAction(
            (parsed, ct) =>
            {
                var settings = new Dictionary<string, string>(StringComparer.Ordinal);
                Set(settings, "GATEWAY_PORT", parsed.GetValue(port)?.ToString(CultureInfo.InvariantCulture));
                Set(settings, "GATEWAY_HOST", parsed.GetValue(host));
                Set(settings, "GATEHOUSE_HOME", parsed.GetValue(SharedOptions.Home) is { } home ? Path.GetFullPath(home) : null);
                return StartAsync(settings, ct);
            }
        );
        return command;
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> StartAsync(Dictionary<string, string> settings, CancellationToken ct) =>
        GatehouseServer.RunAsync(new ServerStart(settings, ReadEnvironment: true, Console.Out, Console.Error), ct);

    private static void Set(Dictionary<string, string> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings[name] = value;
        }
    }
}
