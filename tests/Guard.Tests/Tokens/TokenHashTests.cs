using Gatehouse.Security.Tokens;

namespace Gatehouse.Guard.Tests.Tokens;

public sealed class TokenHashTests
{
    [Fact]
    public void A_fresh_token_is_64_hex_digits_and_never_the_same()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => BearerToken.Create().Text).ToList();

        Assert.All(tokens, token => Assert.Matches("^[0-9a-f]{64}$", token));
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
    }

    [Fact]
    public void Matches_only_the_token_itself()
    {
        var token = BearerToken.Create();
        var hash = token.Hash();

        Assert.True(hash.Matches(token.Text));
        Assert.False(hash.Matches(token.Text.ToUpperInvariant()));
        Assert.False(hash.Matches(token.Text + " "));
        Assert.False(hash.Matches(token.Text[..^1]));
        Assert.False(hash.Matches(hash.Hex)); // who reads the store holds no token
        Assert.False(hash.Matches(BearerToken.Create().Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_presented_never_matches_not_even_the_hash_of_nothing(string? presented) =>
        Assert.False(TokenHash.Of("").Matches(presented));

    [Fact]
    public void An_oversized_token_never_matches()
    {
        var longest = new string('a', TokenHash.MaxPresented);

        Assert.True(TokenHash.Of(longest).Matches(longest));
        Assert.False(TokenHash.Of(longest).Matches(longest + "a")); // its first 4096 characters would
    }

    [Fact]
    public void The_stored_form_reads_back()
    {
        // FIPS 180-2 appendix B.1
        const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        Assert.Equal(Abc, TokenHash.Of("abc").Hex);
        Assert.True(TokenHash.TryParse(Abc, out var hash));
        Assert.True(hash.Matches("abc"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ba7816bf")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("za7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Other_stored_forms_are_refused(string? hex) => Assert.False(TokenHash.TryParse(hex, out _));

    [Fact]
    public void Tokens_do_not_print()
    {
        var token = BearerToken.Create();

        Assert.Equal("[token]", token.ToString());
        Assert.Equal("[token hash]", token.Hash().ToString());
    }
}
