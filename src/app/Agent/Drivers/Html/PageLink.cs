using AngleSharp.Dom;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Drivers.Html;

/// <summary>The address of a link, written out whole: only an address that stands in the text can later be followed without asking.</summary>
internal static class PageLink
{
    public static RequestTarget? Of(IElement link, Uri page)
    {
        var href = link.GetAttribute("href")?.Trim();
        // Links within the page lead nowhere else.
        return href is not { Length: > 0 and <= RequestTarget.MaxLength } or ['#', ..] ? null
            // Written out in full it is followed as it was written; the framework puts together only what is relative.
            : IsWhole(href) && RequestTarget.TryParse(href, out var whole, out _) ? whole
            : Uri.TryCreate(page, href, out var resolved) && RequestTarget.TryParse(resolved.AbsoluteUri, out var target, out _) ? target
            : null;
    }

    private static bool IsWhole(string href) =>
        href.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
