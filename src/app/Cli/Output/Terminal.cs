using Spectre.Console;

namespace Gatehouse.Cli.Output;

/// <summary>What a command prints. Data is never read as markup.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors)
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    public TextWriter Output => output;

    public void Line(string text = "") => output.WriteLine(TerminalText.Of(text));

    public void Piece(string text)
    {
        output.Write(TerminalText.Of(text));
        output.Flush();
    }

    public void Heading(string text) => Styled(text, new Style(decoration: Decoration.Bold));

    public void Good(string text) => Styled(text, new Style(Color.Green));

    public void Warning(string text) => Styled(text, new Style(Color.Yellow));

    public void Bad(string text) => Styled(text, new Style(Color.Red));

    public void Error(string text) => errors.WriteLine($"gatehouse: {TerminalText.Of(text)}");

    /// <summary>Rows of two columns, the first as wide as it needs to be.</summary>
    public void Pairs(params IReadOnlyList<(string Name, string Value)> rows)
    {
        var width = rows.Max(row => row.Name.Length) + 2;
        foreach (var (name, value) in rows)
        {
            Line(name.PadRight(width) + value);
        }
    }

    // A pipe gets the bare text: the console would wrap it at 80 columns.
    private void Styled(string text, Style style)
    {
        if (Console.IsOutputRedirected || !_console.Profile.Capabilities.Ansi)
        {
            Line(text);
            return;
        }

        _console.Write(new Text(TerminalText.Of(text), style));
        _console.WriteLine();
    }
}
