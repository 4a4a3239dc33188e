using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Gatehouse.OpenAiServer;

namespace Gatehouse.Testing;

/// <summary>The scripted OpenAI server, as a process of its own.</summary>
public sealed class OpenAiServerProcess : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly HttpClient _control;

    private OpenAiServerProcess(ServerProcess process, HttpClient control, string baseUrl)
    {
        _process = process;
        _control = control;
        BaseUrl = baseUrl;
    }

    /// <summary>The value for <c>LLM_BASE_URL</c>, ending in <c>/v1</c>.</summary>
    public string BaseUrl { get; }

    public int ProcessId => _process.Id;

    /// <param name="address">Where it listens; default 127.0.0.1.</param>
    /// <param name="port">Default: a free one.</param>
    /// <param name="name">With <paramref name="ca"/>: the name in the certificate and in <see cref="BaseUrl"/>.</param>
    public static async Task<OpenAiServerProcess> StartAsync(
        string address = "127.0.0.1",
        int? port = null,
        TestCa? ca = null,
        string? name = null
    )
    {
        var at = port ?? Ports.Next();
        List<string> arguments = ["--address", address, "--port", at.ToString()];
        var control = new HttpClientHandler { UseProxy = false };
        if (ca is not null)
        {
            var files = ca.LeafFiles(name ?? address);
            arguments.AddRange(["--certificate", files.Certificate, "--key", files.Key]);
            // The control connection is the test's own; what the product trusts is decided by its SSL_CERT_FILE.
            control.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        }

        var start = new ProcessStartInfo(Repository.Program("OpenAiServer", "Gatehouse.OpenAiServer"), arguments);
        var process = ServerProcess.Start(start);
        await process.WaitForOutputAsync(output => output.Contains("listening", StringComparison.Ordinal) ? output : null);
        var scheme = ca is null ? "http" : "https";
        var client = new HttpClient(control) { BaseAddress = new UriBuilder(scheme, address, at).Uri };
        return new OpenAiServerProcess(process, client, $"{scheme}://{name ?? address}:{at}/v1");
    }

    /// <summary>Adds replies to the end of the script.</summary>
    public async Task ReplyAsync(params Reply[] replies)
    {
        using var answer = await _control.PostAsJsonAsync("/_control/replies", replies, Script.Json);
        answer.EnsureSuccessStatusCode();
    }

    public Task SayAsync(string text) => ReplyAsync(new Reply { Text = text });

    public Task CallAsync(string tool, string arguments, string id = "call_1") =>
        ReplyAsync(new Reply { ToolCalls = [new ReplyToolCall(id, tool, arguments)] });

    public async Task<IReadOnlyList<RecordedRequest>> RequestsAsync() =>
        await _control.GetFromJsonAsync<List<RecordedRequest>>("/_control/requests", Script.Json) ?? [];

    /// <summary>Requests whose client went away before it had its answer.</summary>
    public Task<int> GivenUpAsync() => _control.GetFromJsonAsync<int>("/_control/given-up", Script.Json);

    /// <summary>Replies that nothing has asked for yet.</summary>
    public Task<int> RemainingAsync() => _control.GetFromJsonAsync<int>("/_control/remaining", Script.Json);

    public async Task ResetAsync()
    {
        using var answer = await _control.PostAsync("/_control/reset", null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
    }
}
