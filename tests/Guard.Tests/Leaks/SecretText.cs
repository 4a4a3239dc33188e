namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>A made-up key of a known format, put together here so that no scanner of this repository finds one.</summary>
internal static class SecretText
{
    public static readonly string Key = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
}
