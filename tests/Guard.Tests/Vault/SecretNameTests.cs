using Gatehouse.Security.Vault;

namespace Gatehouse.Guard.Tests.Vault;

public sealed class SecretNameTests
{
    [Theory]
    [InlineData("openai_api_key")]
    [InlineData("a")]
    [InlineData("mail.smtp-password.2")]
    public void Accepts_lower_case_names(string text)
    {
        Assert.True(SecretName.TryParse(text, out var name, out _));
        Assert.Equal(text, name.Value);
    }

    [Theory]
    [InlineData(null, SecretNameRejection.Empty)]
    [InlineData("", SecretNameRejection.Empty)]
    [InlineData("1a", SecretNameRejection.BadStart)]
    [InlineData("_a", SecretNameRejection.BadStart)]
    [InlineData("Key", SecretNameRejection.BadStart)]
    [InlineData("apiKey", SecretNameRejection.BadCharacter)]
    [InlineData("a b", SecretNameRejection.BadCharacter)]
    [InlineData("a/b", SecretNameRejection.BadCharacter)]
    [InlineData("a\n", SecretNameRejection.BadCharacter)]
    [InlineData("aé", SecretNameRejection.BadCharacter)]
    public void Refuses_other_spellings(string? text, SecretNameRejection expected)
    {
        Assert.False(SecretName.TryParse(text, out _, out var why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void Holds_names_to_64_characters()
    {
        Assert.True(SecretName.TryParse(new string('a', 64), out _, out _));
        Assert.False(SecretName.TryParse(new string('a', 65), out _, out var why));
        Assert.Equal(SecretNameRejection.TooLong, why);
    }
}
