using System.Text.Json;
using System.Text.Json.Serialization;
using Gatehouse.Contracts;
using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Server.Events;
using Gatehouse.Server.Listening;
using Gatehouse.Server.Listening.Tls;
using Gatehouse.Server.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace Gatehouse.Server;

/// <summary>Builds the web application: both listeners, the front door and every route. What the routes need is added by the caller.</summary>
internal static class GatewayHost
{
    public static WebApplication Build(ServerSettings settings, string controlSocket, Action<IServiceCollection> addParts)
    {
        // Empty: no appsettings.json of the working directory and no ASPNETCORE_* variable changes what listens where.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "Gatehouse.Server",
                EnvironmentName = Environments.Production,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => Listen(kestrel, settings, controlSocket));
        var services = builder.Services;
        addParts(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddRouting();
        services.AddAccess(settings.Gateway);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Gateway);
        if (settings.Gateway.Tls is { } tls)
        {
            services.AddSingleton(parts => ActivatorUtilities.CreateInstance<TlsIdentity>(parts, tls));
        }

        services.TryAddSingleton<EventHub>();
        services.TryAddSingleton<EventPump>();
        services.TryAddSingleton<SubscriberCap>();
        services.TryAddSingleton<ClientMessages>();
        services.TryAddSingleton<ServerClock>();
        services.AddSingleton<BoundAddresses>();
        services.AddSingleton<LoginLinks>();
        services.Configure<JsonOptions>(SetUp);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = GatewayLimits.Drain);
        var app = builder.Build();
        app.UseAccess();
        // Behind the front door: before it nothing can be upgraded.
        app.UseWebSockets();
        app.MapGatehouse();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings, string controlSocket)
    {
        // A line ends with CR and LF. A server that takes a bare LF sees headers that a proxy before it did not (RFC 9112 section 2.2).
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        kestrel.AddServerHeader = false;
        var length = new LengthText();
        kestrel.RequestHeaderEncodingSelector = name => name == HeaderNames.ContentLength ? length : null;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = GatewayLimits.BodyBytes;
        limits.MaxRequestLineSize = GatewayLimits.RequestLineBytes;
        limits.MaxRequestHeadersTotalSize = GatewayLimits.HeaderBytes;
        limits.MaxRequestHeaderCount = GatewayLimits.HeaderCount;
        limits.RequestHeadersTimeout = GatewayLimits.HeadersWithin;
        limits.KeepAliveTimeout = GatewayLimits.IdleConnection;
        limits.MinRequestBodyDataRate = new MinDataRate(GatewayLimits.BodyBytesPerSecond, GatewayLimits.SlowBodyGrace);
        limits.MaxConcurrentConnections = GatewayLimits.Connections;
        limits.MaxConcurrentUpgradedConnections = GatewayLimits.UpgradedConnections;
        kestrel.ListenGateway(settings.Gateway);
        kestrel.ListenControl(controlSocket);
    }

    private static void SetUp(JsonOptions options)
    {
        var json = options.SerializerOptions;
        json.TypeInfoResolver = GatehouseJson.Default;
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.AllowDuplicateProperties = false;
        json.MaxDepth = 16;
    }
}
