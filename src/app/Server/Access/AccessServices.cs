using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gatehouse.Server.Access;

/// <summary>The front door. Needs the tables of sessions and tokens, and a clock.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, GatewaySettings settings)
    {
        services.TryAddSingleton(new OwnAddresses(settings));
        services.TryAddSingleton<TrustedProxies>();
        services.TryAddSingleton(new OwnerToken(settings.AuthToken));
        services.TryAddSingleton<LoginCodes>();
        services.TryAddSingleton<SessionBook>();
        services.TryAddSingleton<TokenBook>();
        services.TryAddSingleton<CredentialReader>();
        services.TryAddSingleton<RunningCalls>();
        services.TryAddSingleton<Revocation>();
        services.TryAddSingleton<OriginRules>();
        services.TryAddSingleton<CrossOrigin>();
        services.TryAddSingleton<FailedAttempts>();
        services.TryAddSingleton<RateLimits>();
        return services;
    }

    /// <summary>Puts the front door before everything that is mapped.</summary>
    public static WebApplication UseAccess(this WebApplication app)
    {
        // The boundary is outermost, and routing comes before the guard, which judges by the route's facts.
        app.UseMiddleware<ErrorBoundary>();
        app.UseRouting();
        app.UseMiddleware<AccessGuard>();
        return app;
    }
}
