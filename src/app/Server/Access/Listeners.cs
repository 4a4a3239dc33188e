namespace Gatehouse.Server.Access;

/// <summary>Where a route is served.</summary>
[Flags]
internal enum Listeners
{
    None = 0,

    /// <summary>TCP, for the page and API clients.</summary>
    Gateway = 1,

    /// <summary>The Unix socket in the home folder, for the CLI.</summary>
    Control = 2,
}
