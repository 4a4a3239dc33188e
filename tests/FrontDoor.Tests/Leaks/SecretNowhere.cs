using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Leaks;

/// <summary>Looks for a secret in all that the program printed and wrote, in every form that the search knows.</summary>
internal static class SecretNowhere
{
    /// <summary>Ends the program first, so that everything is on the disk.</summary>
    public static async Task AssertAsync(GatehouseProcess gatehouse, string secret)
    {
        var search = new CanarySearch(secret);
        Assert.Empty(search.Find(Encoding.UTF8.GetBytes(gatehouse.Transcript)));
        await gatehouse.StopAsync();
        foreach (var file in Directory.EnumerateFiles(gatehouse.Home, "*", SearchOption.AllDirectories))
        {
            Assert.Empty(search.Find(await File.ReadAllBytesAsync(file)));
        }
    }
}
