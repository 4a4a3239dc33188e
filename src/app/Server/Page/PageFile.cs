namespace Gatehouse.Server.Page;

/// <summary>One of the three files of the page, embedded in this program.</summary>
internal sealed record PageFile(string Route, string ContentType, byte[] Bytes)
{
    public static readonly PageFile Shell = Load("/", "index.html", "text/html; charset=utf-8");
    public static readonly PageFile Style = Load("/style.css", "style.css", "text/css; charset=utf-8");
    public static readonly PageFile Script = Load("/app.js", "app.js", "text/javascript; charset=utf-8");

    private static PageFile Load(string route, string name, string contentType)
    {
        using var stream =
            typeof(PageFile).Assembly.GetManifestResourceStream($"page/{name}")
            ?? throw new InvalidOperationException($"the program was built without page/{name}");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new PageFile(route, contentType, bytes.ToArray());
    }
}
