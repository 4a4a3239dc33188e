using System.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Cli;

/// <summary>The scripts of <c>gatehouse completion</c>, in the shell that they are for.</summary>
public sealed class CompletionTests
{
    [TestNetTheory]
    [InlineData("gatehouse comp", "completion")]
    [InlineData("gatehouse config s", "set show")]
    [InlineData("gatehouse logs --fol", "--follow")]
    [InlineData("gatehouse completion ", "bash fish zsh")]
    public async Task Bash_completes_commands_and_options(string typed, string expected)
    {
        var script = await GatehouseProcess.RunAloneAsync(["completion", "bash"]);
        Assert.Equal(0, script.ExitCode);
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Cli", "release");
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-c", Drive]);
        start.Environment["PATH"] = $"{program}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TYPED"] = typed;
        start.Environment["SCRIPT"] = script.Output;
        await using var bash = ServerProcess.Start(start);

        Assert.Equal(0, await bash.WaitForExitAsync(TimeSpan.FromSeconds(60)));

        var offered = bash.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        Assert.Subset(offered.ToHashSet(), expected.Split(' ').ToHashSet());
        Assert.All(offered, word => Assert.StartsWith(typed.Split(' ')[^1], word, StringComparison.Ordinal));
    }

    [TestNetTheory]
    [InlineData("zsh", "compdef _gatehouse gatehouse")]
    [InlineData("fish", "complete -c gatehouse")]
    public async Task The_other_shells_get_a_script_too(string shell, string holds)
    {
        var script = await GatehouseProcess.RunAloneAsync(["completion", shell]);
        Assert.Equal(0, script.ExitCode);
        Assert.Contains(holds, script.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await GatehouseProcess.RunAloneAsync(["completion", "tcsh"])).ExitCode);
    }

    // As bash itself calls a completion function.
    private const string Drive = """
        eval "$SCRIPT"
        complete -p gatehouse >/dev/null || exit 9
        COMP_LINE=$TYPED COMP_POINT=${#TYPED}
        read -ra COMP_WORDS <<<"$TYPED"
        [[ $TYPED == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _gatehouse
        printf '%s\n' "${COMPREPLY[@]}"
        """;
}
