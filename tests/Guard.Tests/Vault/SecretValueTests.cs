using System.Text;
using System.Text.Json;
using Gatehouse.Security.Vault;

namespace Gatehouse.Guard.Tests.Vault;

public sealed class SecretValueTests
{
    [Fact]
    public void Reveals_what_was_put_in()
    {
        using var typed = SecretValue.From("pässword");
        using var raw = SecretValue.From([1, 2, 3]);

        Assert.Equal("pässword", Encoding.UTF8.GetString(typed.Reveal()));
        Assert.Equal([1, 2, 3], raw.Reveal());
    }

    [Fact]
    public void Does_not_print()
    {
        using var secret = SecretValue.From("hunter2");

        Assert.Equal("[secret]", secret.ToString());
        Assert.Equal("[secret]", $"{secret}");
    }

    [Fact]
    public void Is_not_written_or_read_as_json()
    {
        using var secret = SecretValue.From("hunter2");

        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(secret));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new { secret }));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<SecretValue>("\"hunter2\""));
    }

    [Fact]
    public void Is_zeroed_and_closed_on_disposal()
    {
        var secret = SecretValue.From("hunter2");
        var bytes = secret.Reveal();

        secret.Dispose();
        secret.Dispose();

        Assert.All(bytes, value => Assert.Equal(0, value));
        Assert.Throws<ObjectDisposedException>(secret.Reveal);
    }
}
