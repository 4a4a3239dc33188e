using System.Reflection;
using Gatehouse.Server.Configuration;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>The template that a new user copies names every setting, and gives none a value.</summary>
public sealed class SettingNamesTests
{
    [Fact]
    [Trait("Row", "A-060")]
    [Trait("Row", "A-088")]
    public void The_template_has_every_setting_and_no_value()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, ".env.example"));
        var settings = typeof(SettingNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => !name.EndsWith('_'))
            .ToList();
        Assert.True(settings.Count > 10);
        Assert.All(
            settings,
            name => Assert.Contains(lines, line => line.TrimStart('#', ' ').StartsWith(name + "=", StringComparison.Ordinal))
        );
        Assert.All(lines.Where(line => line.Contains('=') && !line.StartsWith('#')), line => Assert.EndsWith("=", line));
    }
}
