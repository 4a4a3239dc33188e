using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Bench.Clients;

/// <summary>
/// A server on loopback, plain and with TLS: the path of a request is the number of bytes that it answers, its query the milliseconds that
/// it waits before, as a server does that is a journey away.
/// </summary>
internal sealed class Origin : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Origin(WebApplication app) => _app = app;

    /// <summary>The plain address, then the one with TLS.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    public static async Task<Origin> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var app = builder.Build();
        var answers = new[] { 1 << 10, 1 << 16, 1 << 20 }.ToDictionary(size => new PathString($"/{size}"), Answer);
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            var answer = answers[context.Request.Path];
            if (context.Request.QueryString.Value is ['?', .. var wait])
            {
                await Task.Delay(int.Parse(wait, CultureInfo.InvariantCulture));
            }

            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });
        await app.StartAsync();
        return new Origin(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static byte[] Answer(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)('a' + i % 23))];
}
