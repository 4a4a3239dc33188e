using System.CommandLine;
using Gatehouse.Cli.Services;

namespace Gatehouse.Cli.Commands;

internal static class ServiceCommand
{
    private const string UnitName = "gatehouse.service";
    private const string SystemFolder = "/etc/systemd/system";
    private const string Passwd = "/etc/passwd";

    public static Command Create()
    {
        var user = new Option<bool>("--user") { Description = "A service of yours alone. This is the default." };
        var system = new Option<bool>("--system") { Description = "A service of the machine. Needs root, --run-as and --home." };
        var runAs = new Option<string?>("--run-as") { Description = "With --system: the user it runs as, one of its own, never root." };
        var replace = new Option<bool>("--replace") { Description = $"Replace a {UnitName} that was written by somebody else." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the unit and write nothing." };
        var install = new ExampledCommand(
            "install",
            "Write a systemd unit that keeps the server running, with as few rights as it needs. Starts nothing; says how to.",
            "gatehouse service install",
            "gatehouse service install --dry-run",
            "sudo gatehouse service install --system --run-as gatehouse --home /var/lib/gatehouse"
        )
        {
            user,
            system,
            runAs,
            replace,
            dryRun,
        };
        CliContext.Handle(
            install,
            (parsed, cli, ct) =>
            {
                if (parsed.GetValue(user) && parsed.GetValue(system))
                {
                    throw CliProblem.Usage("A service is yours (--user) or the machine's (--system). Choose one.");
                }

                var name = parsed.GetValue(system) ? SystemUser(parsed.GetValue(runAs), parsed.GetValue(SharedOptions.Home)) : null;
                if (name is null && parsed.GetValue(runAs) is not null)
                {
                    throw CliProblem.Usage("Your own service runs as you. --run-as goes with --system.");
                }

                var unit = new ServiceUnit(ThisProgram(), HomeLocation.Find(parsed.GetValue(SharedOptions.Home)), name);
                CheckPath(unit.Program);
                CheckPath(unit.Home);
                return Task.FromResult(Install(cli, unit, parsed.GetValue(replace), parsed.GetValue(dryRun)));
            }
        );
        return new Command("service", "Run the server as a service of systemd.") { install };
    }

    private static string SystemUser(string? name, string? home) =>
        name is null ? throw CliProblem.Usage("Name the user it runs as: --system --run-as gatehouse. It should be one of its own.")
        : !LocalUsers.IsName(name)
            ? throw CliProblem.Usage(
                $"{name} is no name of a user: lower-case letters, digits, _ and -, at most 32, not beginning with a digit."
            )
        : LocalUsers.IsRoot(name, File.Exists(Passwd) ? File.ReadLines(Passwd) : [])
            ? throw CliProblem.Usage(
                $"The server does not run as {name}, which may do everything. Make a user for it: useradd --system gatehouse."
            )
        : home is null ? throw CliProblem.Usage("Name the home, since your own is not that user's: --home /var/lib/gatehouse.")
        : name;

    private static string ThisProgram()
    {
        var program = Environment.ProcessPath;
        return program is not null && Path.GetFileNameWithoutExtension(program) != "dotnet"
            ? program
            : throw CliProblem.Failed(
                "This is not the installed program but a build that `dotnet` runs. Call the program that you installed."
            );
    }

    private static void CheckPath(string path)
    {
        if (!SystemdText.Fits(path))
        {
            throw CliProblem.Usage("A path with a line break or another control character cannot stand in a unit. Choose another --home.");
        }

        // PrivateTmp= gives it empty ones.
        if (Array.Exists(["/tmp/", "/var/tmp/"], folder => path.StartsWith(folder, StringComparison.Ordinal)))
        {
            throw CliProblem.Usage($"The service has a /tmp and a /var/tmp of its own and would not see {path}. Choose another place.");
        }
    }

    private static int Install(CliContext cli, ServiceUnit unit, bool replace, bool dryRun)
    {
        if (dryRun)
        {
            cli.Terminal.Output.Write(unit.Text());
            return ExitCode.Ok;
        }

        if (unit.RunAs is not null && !Environment.IsPrivilegedProcess)
        {
            throw CliProblem.Failed($"Only root may write to {SystemFolder}. Repeat it with sudo, or look at it with --dry-run.");
        }

        var folder = unit.RunAs is null
            ? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "systemd",
                "user"
            )
            : SystemFolder;
        var path = Path.Combine(folder, UnitName);
        try
        {
            Write(path, unit.Text(), replace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed($"{path} was not written: {e.Message}");
        }

        Tell(cli, unit, path);
        return ExitCode.Ok;
    }

    private static void Write(string path, string text, bool replace)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Path.Exists(path) && !replace && File.ReadLines(path).FirstOrDefault() != ServiceUnit.Mark)
        {
            throw new IOException("it is there already, and this program did not write it. --replace replaces it.");
        }

        // Whole or not at all: the manager may read at any moment.
        var fresh = $"{path}.new";
        File.WriteAllText(fresh, text);
        File.Move(fresh, path, overwrite: true);
    }

    private static string Shell(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static void Tell(CliContext cli, ServiceUnit unit, string path)
    {
        cli.Terminal.Good($"{path} is written.");
        cli.Terminal.Line($"Put settings such as LLM_API_KEY=… into {unit.EnvironmentFileShown}, a line each, and close it: chmod 600.");
        if (unit.RunAs is not null)
        {
            cli.Terminal.Line($"The home has to be there and be {unit.RunAs}'s: install -d -m 700 -o {unit.RunAs} {Shell(unit.Home)}");
        }

        cli.Terminal.Line("Then:");
        IReadOnlyList<string> next = unit.RunAs is null
            ?
            [
                $"mkdir -p -m 700 {Shell(unit.Home)}",
                "systemctl --user daemon-reload",
                "systemctl --user enable --now gatehouse",
                "loginctl enable-linger    # it runs on after you log out",
            ]
            : ["systemctl daemon-reload", "systemctl enable --now gatehouse"];
        foreach (var command in next)
        {
            cli.Terminal.Line($"  {command}");
        }

        if (unit.RunAs is null)
        {
            cli.Terminal.Line("If it ends with status 217 or 226, this system forbids user namespaces: use --system.");
        }
    }
}
