using System.Net;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Dialling;

/// <summary>The operating system's resolver, asked once per connection.</summary>
internal sealed class SystemResolver : IResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct) =>
#pragma warning disable RS0030 // The one place where names are resolved; the answer is checked and dialled as it is.
        await Dns.GetHostAddressesAsync(asWritten ? host.Value + "." : host.Value, ct);
#pragma warning restore RS0030
}
