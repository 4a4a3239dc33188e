namespace Gatehouse.Security.Hosts;

/// <summary>The schemes that leave the machine. There is no third.</summary>
public enum WebScheme
{
    Http,
    Https,
}
