namespace Gatehouse.Server.Endpoints;

/// <summary>The version that this program was built as.</summary>
internal static class ProductVersion
{
    public static readonly string Text = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
