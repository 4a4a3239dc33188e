using System.Globalization;

namespace Gatehouse.Cli.Output;

/// <summary>One line on standard error that says how far the work is; nothing where that is no terminal.</summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly bool _shown = !Console.IsErrorRedirected;
    private string _last = "";

    public void Tell(string doing, long done, long total)
    {
        if (!_shown)
        {
            return;
        }

        var line = total > 1 ? string.Create(CultureInfo.InvariantCulture, $"{doing}: {100 * done / total} %") : $"{doing} …";
        if (line != _last)
        {
            Write(line);
        }
    }

    public void Dispose()
    {
        if (_last.Length > 0)
        {
            Write("");
        }
    }

    private void Write(string line)
    {
        Console.Error.Write($"\r{line.PadRight(_last.Length)}{(line.Length == 0 ? "\r" : "")}");
        _last = line;
    }
}
