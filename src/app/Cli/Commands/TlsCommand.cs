using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Tls;
using Gatehouse.Server.Composition;

namespace Gatehouse.Cli.Commands;

internal static class TlsCommand
{
    public static Command Create()
    {
        var host = new Option<string[]>("--host")
        {
            Description = "Another name or address under which the page is opened. May be repeated.",
        };
        var force = new Option<bool>("--force")
        {
            Description =
                "Replace the certificate that is there. An authority for the same hosts is kept, so nothing has to be trusted anew.",
        };
        var init = new ExampledCommand(
            "init",
            """
            Make a certificate for HTTPS, signed by an authority of your own, under the home folder.

            It is good for localhost, 127.0.0.1, ::1 and each --host, for 397 days; the authority can vouch for
            servers under these and the names below them, for 10 years. Keep its key, tls/ca.key, as you keep the home folder.
            """,
            "gatehouse tls init",
            "gatehouse tls init --host gatehouse.lan --host 192.168.1.20"
        )
        {
            host,
            force,
        };
        CliContext.Handle(
            init,
            (parsed, cli, ct) =>
            {
                var hosts = parsed.GetValue(host) ?? [];
                var home = HomeLocation.Find(parsed.GetValue(SharedOptions.Home));
                return Task.FromResult(Print(cli, Make(home, hosts, parsed.GetValue(force)), hosts));
            }
        );
        return new Command("tls", "The certificate of the gateway.") { init };
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TlsFilesView Make(string home, string[] hosts, bool force)
    {
        try
        {
            return TlsInit.Create(home, hosts, force, TimeProvider.System);
        }
        catch (ArgumentException e)
        {
            throw new CliProblem(ExitCode.Usage, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed(e.Message);
        }
    }

    private static int Print(CliContext cli, TlsFilesView made, string[] hosts)
    {
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(made, GatehouseJson.Default.TlsFilesView));
            return ExitCode.Ok;
        }

        cli.Terminal.Good($"A certificate for {string.Join(", ", made.Hosts)}, good until {made.Expires:yyyy-MM-dd}.");
        cli.Terminal.Line();
        cli.Terminal.Line("Set these, and restart once; a renewed certificate is taken without a restart:");
        foreach (var (name, value) in made.Settings)
        {
            cli.Terminal.Line($"  {name}={value}");
        }

        if (hosts is [var first, ..])
        {
            cli.Terminal.Line();
            cli.Terminal.Line(
                "To open it from other devices set these as well; the name is answered only with its port, here the default:"
            );
            cli.Terminal.Line("  GATEWAY_HOST=0.0.0.0");
            cli.Terminal.Line($"  GATEWAY_PUBLIC_URL=https://{(first.Contains(':') && first[0] != '[' ? $"[{first}]" : first)}:3000");
        }

        cli.Terminal.Line();
        if (!made.NewAuthority)
        {
            cli.Terminal.Line("The authority is the same as before: whoever trusts it trusts the new certificate.");
            return ExitCode.Ok;
        }

        cli.Terminal.Line(
            $"Trust the authority on each device that opens the page. It can vouch for servers under these hosts alone, until {made.AuthorityExpires:yyyy-MM-dd}:"
        );
        cli.Terminal.Pairs(
            (
                "  Debian, Ubuntu",
                $"sudo cp '{made.Authority}' /usr/local/share/ca-certificates/gatehouse.crt && sudo update-ca-certificates"
            ),
            ("  Fedora", $"sudo cp '{made.Authority}' /etc/pki/ca-trust/source/anchors/gatehouse.pem && sudo update-ca-trust"),
            ("  macOS", $"sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain '{made.Authority}'"),
            ("  Windows", "certutil -user -addstore Root ca.pem"),
            ("  Firefox, Chrome", "Settings, Certificates, Authorities, Import"),
            ("  curl", $"curl --cacert '{made.Authority}' https://localhost:3000/api/health")
        );
        return ExitCode.Ok;
    }
}
