using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>Log lines of the gateway's TLS.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(
        4301,
        LogLevel.Warning,
        "The TLS certificate ended on {NotAfter:yyyy-MM-dd}: browsers refuse it. Renew it, or run `gatehouse tls init --force`; no restart is needed"
    )]
    public static partial void CertificateOver(this ILogger logger, DateTimeOffset notAfter);

    [LoggerMessage(4302, LogLevel.Warning, "The TLS certificate ends on {NotAfter:yyyy-MM-dd}. Renew it; no restart is needed")]
    public static partial void CertificateEndsSoon(this ILogger logger, DateTimeOffset notAfter);

    [LoggerMessage(
        4303,
        LogLevel.Warning,
        "The TLS certificate begins on {NotBefore:yyyy-MM-dd}: browsers refuse it until then. Look at the clock"
    )]
    public static partial void CertificateNotYet(this ILogger logger, DateTimeOffset notBefore);

    [LoggerMessage(4304, LogLevel.Information, "A new TLS certificate is in use, good until {NotAfter:yyyy-MM-dd}")]
    public static partial void CertificateChanged(this ILogger logger, DateTimeOffset notAfter);

    [LoggerMessage(4305, LogLevel.Warning, "The new TLS certificate is not used, the one before is: {Why}")]
    public static partial void CertificateUnusable(this ILogger logger, string why);
}
