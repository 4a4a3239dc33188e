namespace Gatehouse.Cli.Services;

/// <summary>The systemd unit that keeps a server running, closed in as far as the runtime allows.</summary>
/// <param name="Program">Absolute path of this program.</param>
/// <param name="Home">Absolute path of the home.</param>
/// <param name="RunAs">The user of a system unit; null for a unit of the user's own manager.</param>
internal sealed record ServiceUnit(string Program, string Home, string? RunAs)
{
    /// <summary>How a unit begins that this program wrote and may replace.</summary>
    public const string Mark = "# Written by `gatehouse service install`.";

    /// <summary>Longer than the server's own wait for requests in flight (20 s) and what it closes after that.</summary>
    private const int StopSeconds = 45;

    /// <summary>
    /// Not in the home: what may be written by the program must not choose its environment, in which LD_PRELOAD and DOTNET_STARTUP_HOOKS stand.
    /// <c>%E</c> is the user's folder of settings.
    /// </summary>
    public string EnvironmentFile => RunAs is null ? "%E/gatehouse/environment" : "/etc/gatehouse/environment";

    /// <summary>The same for people.</summary>
    public string EnvironmentFileShown => RunAs is null ? "~/.config/gatehouse/environment" : EnvironmentFile;

    public string Text() =>
        $"""
            {Mark}
            [Unit]
            Description=Gatehouse, a personal assistant
            After=network.target
            # Each start takes work up: one that fails again and again must not go on for ever.
            StartLimitIntervalSec=300
            StartLimitBurst=5

            [Service]
            Type=exec
            {Identity()}
            # The colon: nothing in the path is taken for a variable.
            ExecStart=:{SystemdText.Quoted(Program)} run
            ExecReload=/bin/kill -HUP $MAINPID
            Environment={SystemdText.Quoted($"GATEHOUSE_HOME={Home}")}
            # Settings such as LLM_API_KEY, a line each; the file need not be there.
            EnvironmentFile=-{EnvironmentFile}
            UMask=0077
            Restart=on-failure
            RestartSec=5
            # 2: a setting is wrong, and starting again does not mend it.
            RestartPreventExitStatus=2
            TimeoutStopSec={StopSeconds}

            NoNewPrivileges=yes
            CapabilityBoundingSet=
            ProtectSystem=strict
            {Homes()}
            ReadWritePaths={SystemdText.Quoted(Home)}
            PrivateTmp=yes
            PrivateDevices=yes
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            # Not MemoryDenyWriteExecute: the runtime compiles as it runs, and would not start.

            [Install]
            WantedBy={(RunAs is null ? "default.target" : "multi-user.target")}

            """;

    /// <summary>The folders that <c>ProtectHome=</c> is about.</summary>
    private bool IsUnderHomes(string path) =>
        RunAs is null || Array.Exists(["/home/", "/root/", "/run/user/"], homes => path.StartsWith(homes, StringComparison.Ordinal));

    private string Identity() =>
        RunAs is null ? "# What lets a manager without rights set up the rest of this.\nPrivateUsers=yes" : $"User={RunAs}";

    private string Homes() =>
        !IsUnderHomes(Home) && !IsUnderHomes(Program) ? "ProtectHome=yes"
        : RunAs is null ? "ProtectHome=read-only\nInaccessiblePaths=-%h/.ssh -%h/.gnupg"
        : "ProtectHome=read-only";
}
