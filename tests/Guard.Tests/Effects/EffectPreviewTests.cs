using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Effects;

[Trait("Invariant", "G6")]
public sealed class EffectPreviewTests
{
    [Fact]
    public void Each_member_of_the_bytes_is_on_the_card_or_named_with_size_and_hash() =>
        Prop.ForAll(EffectGen.Any, effect => Missing(effect).Count == 0).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_part_over_16_KiB_is_given_by_size_and_hash()
    {
        var content = new string('x', EffectPreview.MaxShown + 1);
        var row = Row(new WriteMemory("p", content, Append: true), "content");
        Assert.True(row.Omitted);
        Assert.Equal("", row.Value);
        Assert.Equal(content.Length, row.Size);
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(content)).Hex, row.Sha256);
    }

    [Fact]
    public void Each_part_that_is_not_on_the_card_is_in_the_viewer_byte_for_byte() =>
        Prop.ForAll(
                EffectGen.Any,
                effect =>
                    EffectPreview
                        .Of(effect)
                        .Where(row => row.Omitted)
                        .All(row => EffectPart.Find(effect, row.Name) is { } part && Digest.Of(part.Bytes.Span).Hex == row.Sha256)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_viewer_spells_out_what_is_invisible_and_leaves_binary_to_hex()
    {
        var effect = new WriteMemory("p", "a\u202Eb\nc", Append: true);
        Assert.Equal("a⟦U+202E⟧b\nc", EffectPart.Text(EffectPart.Find(effect, "content")!.Bytes.Span));
        Assert.Null(EffectPart.Text([0xC3, 0x28]));
        Assert.Null(EffectPart.Find(effect, "path"));
    }

    [Fact]
    public void A_part_of_16_KiB_is_shown_whole()
    {
        var content = new string('x', EffectPreview.MaxShown);
        var row = Row(new WriteMemory("p", content, Append: true), "content");
        Assert.False(row.Omitted);
        Assert.Equal(content, row.Value);
    }

    [Fact]
    public void Size_is_counted_in_bytes_and_not_in_characters() =>
        Assert.True(Row(new WriteMemory("p", new string('漢', EffectPreview.MaxShown / 2), Append: true), "content").Omitted);

    [Fact]
    public void A_binary_body_is_given_by_size_and_hash()
    {
        byte[] body = [0xC3, 0x28, 0x00];
        var request = HttpRequest.TryCreate(WebMethod.Post, Some.Target("https://a.example/"), [], body, out _)!;
        var row = Row(request, "body");
        Assert.True(row.Omitted);
        Assert.Equal(Digest.Of(body).Hex, row.Sha256);
    }

    [Fact]
    public void Headers_of_the_transport_are_shown_greyed()
    {
        var rows = EffectPreview.Of(SomeEffect.Post("https://api.example:8443/v1")).Where(row => row.Style == "grey").ToList();
        Assert.Equal(["header Host", "header Accept-Encoding", "header Content-Length"], rows.Select(row => row.Name));
        Assert.Equal("api.example:8443", rows[0].Value);
    }

    [Fact]
    public void A_value_on_one_line_cannot_fake_another_row()
    {
        var row = Row(new ReadMemory("notes\nquery: harmless", "", 1), "path");
        Assert.DoesNotContain('\n', row.Value);
    }

    private static PreviewField Row(Effect effect, string name) => EffectPreview.Of(effect).Single(row => row.Name == name);

    private static List<string> Missing(Effect effect)
    {
        var rows = EffectPreview.Of(effect);
        using var bytes = JsonDocument.Parse(EffectCodec.Encode(effect));
        return [.. bytes.RootElement.EnumerateObject().Skip(2).Where(member => !Shown(member, rows)).Select(member => member.Name)];
    }

    private static bool Shown(JsonProperty member, IReadOnlyList<PreviewField> rows) =>
        member.Name switch
        {
            "headers" => member
                .Value.EnumerateArray()
                .All(pair => rows.Any(row => row.Name == $"header {pair[0]}" && row.Style == "line" && row.Value == Visible($"{pair[1]}"))),
            "options" => member
                .Value.EnumerateArray()
                .Select((option, index) => ($"option {index + 1}", Visible($"{option}")))
                .All(option => rows.Any(row => (row.Name, row.Value) == option)),
            "set" => member
                .Value.EnumerateArray()
                .All(pair => rows.Any(row => row.Name == $"set {pair[0]}" && row.Value == Visible($"{pair[1]}"))),
            "unset" => member.Value.EnumerateArray().All(name => rows.Any(row => row.Name == $"unset {name}")),
            "body" or "prompt" => ShowsBytes(member.Value.GetBytesFromBase64(), rows.Single(row => row.Name == member.Name)),
            "content" or "arguments" => ShowsBytes(Encoding.UTF8.GetBytes($"{member.Value}"), rows.Single(row => row.Name == member.Name)),
            "append" => rows.Any(row =>
                row.Name == "append" && row.Value.StartsWith(member.Value.GetBoolean() ? "yes" : "no", StringComparison.Ordinal)
            ),
            "endpoint" when $"{member.Value}".Length == 0 => rows.Any(row =>
                row.Name == "endpoint" && row.Value == "(inside this process)"
            ),
            _ => rows.Any(row => row.Name == member.Name && row.Value == Visible($"{member.Value}")),
        };

    private static bool ShowsBytes(byte[] bytes, PreviewField row) =>
        bytes.Length == 0 ? row.Value is "(none)" or ""
        : row.Omitted ? row.Size == bytes.Length && row.Sha256 == Digest.Of(bytes).Hex
        : row.Value == VisibleText.Of(Encoding.UTF8.GetString(bytes), keepLineBreaks: true);

    private static string Visible(string value) => VisibleText.Of(value, keepLineBreaks: false);
}
