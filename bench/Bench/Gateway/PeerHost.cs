using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Bench.Gateway;

/// <summary>What the peers that are .NET have in common: Kestrel on loopback, routes, and an end by SIGTERM.</summary>
internal static class PeerHost
{
    public static async Task RunAsync(int port, Action<WebApplication> map, Action<IServiceCollection>? addParts = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        addParts?.Invoke(builder.Services);
        await using var app = builder.Build();
        app.UseRouting();
        map(app);
        await app.StartAsync();
        var end = new TaskCompletionSource();
        using var signal = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                end.TrySetResult();
            }
        );
        await end.Task;
    }
}
