using System.Collections.Frozen;
using System.Runtime.ExceptionServices;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Drivers.Html;

/// <summary>What a person would read on a page: title, headings, text and links. Nothing is run and nothing is loaded.</summary>
internal static class HtmlText
{
    private static readonly FrozenSet<string> Unread = new[]
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "head",
        "select",
        "dialog",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Blocks = new[]
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "form",
        "blockquote",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "details",
        "summary",
        "address",
        "hr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="html">A page that <see cref="HtmlLimits"/> allows.</param>
    /// <exception cref="TimeoutException">The page is one that the parser would read for hours.</exception>
    public static string Of(string html, RequestTarget page, TimeProvider clock, CancellationToken ct)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false }, BrowsingContext.New(Configuration.Default));
        using var paced = new PacedHtml(html, clock, ct);
        using var document = Parse(parser, paced);
        var text = new PageText();
        if (!string.IsNullOrWhiteSpace(document.Title))
        {
            text.Heading(1);
            text.Words(document.Title);
        }

        if (document.Body is { } body)
        {
            Walk(body, new Uri(page.Url), text, depth: 0);
        }

        return text.ToString();
    }

    // Of what ends its reading the parser makes a failed task's exception.
    private static IHtmlDocument Parse(HtmlParser parser, PacedHtml paced)
    {
        try
        {
            return parser.ParseDocument(paced);
        }
        catch (AggregateException ended) when (ended.GetBaseException() is TimeoutException or OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(ended.GetBaseException());
            throw;
        }
    }

    private static void Walk(INode node, Uri page, PageText text, int depth)
    {
        if (depth > HtmlLimits.MaxDepth)
        {
            return;
        }

        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Words(words.Data);
                    break;
                case IElement element when !IsHidden(element):
                    Element(element, page, text, depth);
                    break;
            }
        }
    }

    private static void Element(IElement element, Uri page, PageText text, int depth)
    {
        switch (element.LocalName)
        {
            case ['h', >= '1' and <= '6' and var level]:
                text.Heading(level - '0');
                Walk(element, page, text, depth + 1);
                text.Break();
                break;
            case "br":
                text.Line();
                break;
            case "pre":
                text.Exact(element.TextContent);
                break;
            case "a" when PageLink.Of(element, page) is { } link:
                text.OpenLink();
                Walk(element, page, text, depth + 1);
                text.CloseLink(link);
                break;
            case "li":
                text.Line();
                text.Words("- ");
                Walk(element, page, text, depth + 1);
                break;
            case "td" or "th":
                Walk(element, page, text, depth + 1);
                text.Words(" | ");
                break;
            case var name when Blocks.Contains(name):
                text.Break();
                Walk(element, page, text, depth + 1);
                text.Break();
                break;
            default:
                Walk(element, page, text, depth + 1);
                break;
        }
    }

    // What a person cannot see is where injections are put; styles from elsewhere can still hide text that is read here.
    private static bool IsHidden(IElement element)
    {
        if (Unread.Contains(element.LocalName) || element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
        {
            return true;
        }

        var style = element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        return style.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
            || element is IHtmlInputElement { Type: "hidden" };
    }
}
