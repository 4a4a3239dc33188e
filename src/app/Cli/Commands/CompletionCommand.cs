using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class CompletionCommand
{
    // The program itself says what may come next, so a script is never older than it. No word of its answer is expanded by the shell.
    private const string Bash = """
        # gatehouse completion bash
        _gatehouse() {
          local line word=${COMP_WORDS[COMP_CWORD]}
          COMPREPLY=()
          while IFS= read -r line; do
            [[ $line == "$word"* ]] && COMPREPLY+=("$line")
          done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
        }
        complete -o default -F _gatehouse gatehouse
        """;

    private const string Zsh = """
        #compdef gatehouse
        # gatehouse completion zsh
        _gatehouse() {
          local -a found
          found=("${(@f)$(${words[1]} "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -a found
        }
        compdef _gatehouse gatehouse
        """;

    private const string Fish = """
        # gatehouse completion fish
        function __gatehouse
          set -l line (commandline -cp | string collect)
          gatehouse "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c gatehouse -a '(__gatehouse)'
        """;

    public static Command Create() =>
        new ExampledCommand(
            "completion",
            "Print a script that completes gatehouse's commands and options in a shell.",
            "source <(gatehouse completion bash)",
            "gatehouse completion zsh > ~/.zfunc/_gatehouse",
            "gatehouse completion fish > ~/.config/fish/completions/gatehouse.fish"
        )
        {
            Of("bash", Bash),
            Of("zsh", Zsh),
            Of("fish", Fish),
        };

    private static ExampledCommand Of(string shell, string script)
    {
        var command = new ExampledCommand(shell, $"The script for {shell}.", $"gatehouse completion {shell}");
        command.SetAction(_ =>
        {
            Console.Out.WriteLine(script);
            return ExitCode.Ok;
        });
        return command;
    }
}
