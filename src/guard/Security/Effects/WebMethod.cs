namespace Gatehouse.Security.Effects;

/// <summary>The request methods that can be planned. CONNECT and TRACE are not among them.</summary>
public enum WebMethod
{
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
}

/// <summary>Wire names of request methods, both ways. Methods are case-sensitive (RFC 9110, 9.1).</summary>
public static class WebMethods
{
    public static string Wire(this WebMethod method) =>
        method switch
        {
            WebMethod.Get => "GET",
            WebMethod.Head => "HEAD",
            WebMethod.Post => "POST",
            WebMethod.Put => "PUT",
            WebMethod.Patch => "PATCH",
            WebMethod.Delete => "DELETE",
            _ => throw new MalformedEffectException("unknown method"),
        };

    public static WebMethod? Parse(string? wire) =>
        Enum.GetValues<WebMethod>().Cast<WebMethod?>().FirstOrDefault(method => method!.Value.Wire() == wire);
}
