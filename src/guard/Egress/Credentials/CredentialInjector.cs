using System.Net.Http.Headers;
using System.Text;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Net;

namespace Gatehouse.Egress.Credentials;

/// <summary>Step 5: adds the owner's key to a request that was decided, and only there. The one reader of a secret's value.</summary>
internal sealed class CredentialInjector(IReadOnlyCollection<EgressCredential> credentials)
{
    /// <summary>Adds the bearer key bound to this caller, host and port; a model SDK's dummy key never leaves.</summary>
    public void Inject(string caller, RequestTarget target, HttpRequestMessage request)
    {
        if (caller == EffectCallers.Model)
        {
            request.Headers.Authorization = null;
        }

        // A key over plain HTTP is readable by everyone on the way; inside this machine nobody is.
        var match =
            target.Scheme == WebScheme.Https || IsThisMachine(target.Host)
                ? credentials.FirstOrDefault(key => key.Caller == caller && key.Host == target.Host && key.Port == target.Port)
                : null;
        if (match is not null)
        {
#pragma warning disable RS0030 // This is CredentialInjector.
            var value = Encoding.ASCII.GetString(match.Value.Reveal());
#pragma warning restore RS0030
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", value);
        }
    }

    /// <summary>Takes the header off again, so that nobody who holds the request later can read a key, whoever the caller was.</summary>
    public static void Remove(HttpRequestMessage request) => request.Headers.Authorization = null;

    private static bool IsThisMachine(HostName host) =>
        host.Value == "localhost" || host.Literal is { } literal && AddressClassifier.Classify(literal) == AddressClass.Loopback;
}
