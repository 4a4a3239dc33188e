using System.Text;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Drivers.Html;

/// <summary>Text as it is put together: white space folded, blocks apart, links written out.</summary>
internal sealed class PageText
{
    private readonly StringBuilder text = new();
    private readonly Stack<int> links = new();
    private bool space;

    public void Words(string words)
    {
        foreach (var c in words)
        {
            if (char.IsWhiteSpace(c))
            {
                space = true;
                continue;
            }

            if (space && text.Length > 0 && text[^1] is not ('\n' or '['))
            {
                text.Append(' ');
            }

            space = false;
            text.Append(c);
        }
    }

    public void Exact(string words)
    {
        Break();
        text.Append(words.Trim('\n'));
        Break();
    }

    public void Heading(int level)
    {
        Break();
        text.Append('#', level).Append(' ');
        space = false;
    }

    public void OpenLink()
    {
        Words(" ");
        if (space && text.Length > 0 && text[^1] != '\n')
        {
            text.Append(' ');
        }

        space = false;
        links.Push(text.Length);
        text.Append('[');
    }

    /// <summary>Ends the innermost link; one without words is dropped.</summary>
    public void CloseLink(RequestTarget target)
    {
        var start = links.Pop();
        if (text.Length == start + 1)
        {
            text.Length = start;
            return;
        }

        text.Append("](").Append(target.Url).Append(')');
    }

    public void Line()
    {
        space = false;
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    public void Break()
    {
        Line();
        if (text.Length > 1 && text[^2] != '\n')
        {
            text.Append('\n');
        }
    }

    public override string ToString() => text.ToString().Trim();
}
