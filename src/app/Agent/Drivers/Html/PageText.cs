using System.Text;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Drivers.Html;

/// <summary>Text as it is put together: white space folded, blocks apart, links written out.</summary>
internal sealed class PageText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<int> _links = new();
    private bool _space;

    public void Words(string words)
    {
        foreach (var c in words)
        {
            if (char.IsWhiteSpace(c))
            {
                _space = true;
                continue;
            }

            if (_space && _text.Length > 0 && _text[^1] is not ('\n' or '['))
            {
                _text.Append(' ');
            }

            _space = false;
            _text.Append(c);
        }
    }

    public void Exact(string words)
    {
        Break();
        _text.Append(words.Trim('\n'));
        Break();
    }

    public void Heading(int level)
    {
        Break();
        _text.Append('#', level).Append(' ');
        _space = false;
    }

    public void OpenLink()
    {
        Words(" ");
        if (_space && _text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append(' ');
        }

        _space = false;
        _links.Push(_text.Length);
        _text.Append('[');
    }

    /// <summary>Ends the innermost link; one without words is dropped.</summary>
    public void CloseLink(RequestTarget target)
    {
        var start = _links.Pop();
        if (_text.Length == start + 1)
        {
            _text.Length = start;
            return;
        }

        _text.Append("](").Append(target.Url).Append(')');
    }

    public void Line()
    {
        _space = false;
        if (_text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append('\n');
        }
    }

    public void Break()
    {
        Line();
        if (_text.Length > 1 && _text[^2] != '\n')
        {
            _text.Append('\n');
        }
    }

    public override string ToString() => _text.ToString().Trim();
}
