namespace Gatehouse.Server.Access;

/// <summary>Who may call a route.</summary>
internal enum RouteAuth
{
    /// <summary>The owner, by token, browser session or the control socket. The default, so a forgotten value opens nothing.</summary>
    Owner = 0,

    /// <summary>Anyone who can connect. Tells nothing of the owner's.</summary>
    Public = 1,
}
