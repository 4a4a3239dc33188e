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
