using System.Net.Http.Headers;
using System.Text;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Egress.Leases;

/// <summary>
/// Step 3: address, headers and body of every request are scanned before a connection is opened and before the owner's key is added.
/// The last look: what a tool composed was judged by the policy already, and what a prompt is made of was scanned on its way in.
/// </summary>
internal static class OutgoingScan
{
    /// <summary>Longest body, bytes. A prompt is at most 400,000 characters of history and a tool's body 1 MB; JSON can make six bytes of one.</summary>
    private const long MaxBodyBytes = 16 * 1024 * 1024;

    /// <exception cref="Gate.Drivers.EffectFailedException">It holds what looks like a credential; nothing was sent.</exception>
    public static async Task CheckAsync(string caller, RequestTarget target, HttpRequestMessage request, CancellationToken ct)
    {
        Check(caller, "address", DeepScan.Shared.Scan(target.Url));
        Check(caller, "headers", DeepScan.Shared.Scan(Lines(caller, request)));
        if (request.Content is { } body)
        {
            await body.LoadIntoBufferAsync(MaxBodyBytes, ct);
            Check(caller, "body", DeepScan.Shared.Scan(await body.ReadAsByteArrayAsync(ct)));
        }
    }

    private static void Check(string caller, string place, DeepReport report)
    {
        if (report.Secret is { } secret)
        {
            throw EgressFailure.Refused(
                EgressRefusal.SecretInRequest,
                $"The request's {place} holds what looks like a secret ({secret.Name}); it was not sent."
            );
        }

        // A prompt is the owner's and wrapped by nobody's plan; with a tool's request a stranger may have wrapped what cannot be seen.
        if (report.IsTruncated && caller != EffectCallers.Model)
        {
            throw EgressFailure.Refused(
                EgressRefusal.SecretInRequest,
                $"The request's {place} holds more encoded data than can be looked through; it was not sent."
            );
        }
    }

    private static string Lines(string caller, HttpRequestMessage request)
    {
        var lines = new StringBuilder();
        Add(lines, request.Headers.NonValidated, caller);
        if (request.Content is { } body)
        {
            Add(lines, body.Headers.NonValidated, caller);
        }

        return lines.ToString();
    }

    // Not validated: reading them the other way would parse them, and send them in another form than they were planned in.
    private static void Add(StringBuilder lines, HttpHeadersNonValidated headers, string caller)
    {
        foreach (var (name, values) in headers)
        {
            // The model SDK's dummy key: the injector takes it off, whatever it is.
            if (caller != EffectCallers.Model || !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                lines.Append(name).Append(": ").Append(values.ToString()).Append('\n');
            }
        }
    }
}
