using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>Who may use a banned API, and why. A file that is not here may not; one that no longer does must leave.</summary>
internal static partial class BannedApis
{
    public static readonly IReadOnlyDictionary<string, string> Exemptions = new Dictionary<string, string>
    {
        ["src/app/Cli/Control/ControlClient.cs"] = "the CLI dials the control socket of the owner's own server",
        ["src/app/Cli/HomeLocation.cs"] = "the CLI finds that socket without loading the server",
        ["src/app/Server/Configuration/EnvironmentSource.cs"] = "reads the settings, once",
        ["src/app/Server/Listening/PeerUser.cs"] = "asks an accepted socket which user connected",
        ["src/app/Server/Listening/Posix.cs"] = "umask and geteuid, for which .NET has no name",
        ["src/app/Storage/Home/PosixFiles.cs"] = "openat2, openat and statx, for which .NET has no name",
        ["src/guard/Egress/Credentials/CredentialInjector.cs"] = "the only place that reveals a secret",
        ["src/guard/Egress/Dialling/PooledConnection.cs"] = "builds the one HTTP transport, whose connections are all checked",
        ["src/guard/Egress/Dialling/SocketDialer.cs"] = "opens outgoing sockets, to the address that was just checked",
        ["src/guard/Egress/Dialling/SystemResolver.cs"] = "resolves names; the answer is checked and dialled as it is",
        ["src/guard/Egress/Leases/Outbound.cs"] = "makes the client whose handler is the lease",
    };

    public static IReadOnlyList<string> Check(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> exemptions)
    {
        var suppressing = files.Where(Suppresses).Select(file => file.Path).ToHashSet();
        return
        [
            .. suppressing.Except(exemptions.Keys).Order().Select(path => $"{path} switches a ban off and is not listed"),
            .. exemptions.Keys.Except(suppressing).Order().Select(path => $"{path} is listed and switches nothing off any more"),
        ];
    }

    /// <summary>Every way to switch the ban off: a pragma, an attribute, a project property, an analyzer setting, a list taken away.</summary>
    private static bool Suppresses(SourceFile file) => RuleName().IsMatch(file.Text) || ListRemoved().IsMatch(file.Text);

    [GeneratedRegex("RS0030|RS0031|RS0035")]
    private static partial Regex RuleName();

    [GeneratedRegex(
        """<AdditionalFiles\s[^>]*\b(Remove|Exclude)=|<(RunAnalyzers|RunAnalyzersDuringBuild|NoWarn|WarningsNotAsErrors|TreatWarningsAsErrors)>(?!true<)"""
    )]
    private static partial Regex ListRemoved();
}
