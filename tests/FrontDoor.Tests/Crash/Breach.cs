namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>Which promise was broken.</summary>
public enum Breach
{
    Lost,
    Doubled,
    Silent,
}
