using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Effects;

[Trait("Invariant", "G6")]
public sealed class EffectCodecTests
{
    public static TheoryData<Effect, string> Golden =>
        new()
        {
            {
                SomeEffect.Model("http://localhost:11434/v1/chat/completions", "hi", 3, 512),
                """{"v":1,"kind":"model_call","provider":"some","endpoint":"http://localhost:11434/v1/chat/completions","model":"m-1","messages":3,"max_tokens":512,"prompt":"aGk="}"""
            },
            {
                SomeEffect.Model(),
                """{"v":1,"kind":"model_call","provider":"some","endpoint":"","model":"m-1","messages":1,"max_tokens":100,"prompt":"W10="}"""
            },
            { SomeEffect.Page(), """{"v":1,"kind":"fetch_page","url":"https://news.example/today"}""" },
            {
                SomeEffect.Request(
                    WebMethod.Post,
                    "https://api.example:8443/v1?q=1",
                    "a\"b",
                    new HeaderField("X-A", "1"),
                    new HeaderField("X-B", "\"")
                ),
                """{"v":1,"kind":"http_request","method":"POST","url":"https://api.example:8443/v1?q=1","headers":[["X-A","1"],["X-B","\""]],"body":"YSJi"}"""
            },
            {
                new WriteMemory("notes/é.md", "line\n\"two\" 漢", Append: false),
                """{"v":1,"kind":"write_memory","path":"notes/é.md","content":"line\n\"two\" 漢","append":false}"""
            },
            { SomeEffect.Read(), """{"v":1,"kind":"read_memory","path":"","query":"tea","limit":5}""" },
            { SomeEffect.Delete(), """{"v":1,"kind":"delete_memory","path":"notes/me.md"}""" },
            {
                SomeEffect.Token(expires: 5),
                $$"""{"v":1,"kind":"create_token","name":"editor","scope":"chat","created":1767225600000,"expires":5,"hash":"{{new string('a', 64)}}"}"""
            },
            {
                SomeEffect.Extract(type: AnswerType.Enum, options: ["yes", "no \"or\" so"]),
                """{"v":1,"kind":"extract_value","url":"https://news.example/today","path":"","question":"How many?","type":"enum","options":["yes","no \"or\" so"]}"""
            },
            {
                SomeEffect.Extract(url: null, path: "notes/me.md"),
                """{"v":1,"kind":"extract_value","url":"","path":"notes/me.md","question":"How many?","type":"number","options":[]}"""
            },
            {
                SomeEffect.Settings(new SettingChange("B", null), new SettingChange("A", "\"1\"")),
                """{"v":1,"kind":"change_settings","set":[["A","\"1\""]],"unset":["B"]}"""
            },
            { SomeEffect.Time(), """{"v":1,"kind":"compute","function":"time","arguments":"{}"}""" },
        };

    public static TheoryData<string, string> NotCanonical =>
        new()
        {
            { "another version", """{"v":2,"kind":"fetch_page","url":"https://news.example/today"}""" },
            { "no version", """{"kind":"fetch_page","url":"https://news.example/today"}""" },
            { "version as text", """{"v":"1","kind":"fetch_page","url":"https://news.example/today"}""" },
            { "unknown kind", """{"v":1,"kind":"launch_missiles","url":"https://news.example/today"}""" },
            { "kind in another case", """{"v":1,"kind":"Fetch_Page","url":"https://news.example/today"}""" },
            { "kind is null", """{"v":1,"kind":null,"url":"https://news.example/today"}""" },
            { "extra member", """{"v":1,"kind":"fetch_page","url":"https://news.example/today","also":1}""" },
            { "missing member", """{"v":1,"kind":"fetch_page"}""" },
            { "member twice", """{"v":1,"kind":"fetch_page","url":"https://a.example/","url":"https://news.example/today"}""" },
            { "reordered", """{"v":1,"url":"https://news.example/today","kind":"fetch_page"}""" },
            { "white space", """{"v":1, "kind":"fetch_page","url":"https://news.example/today"}""" },
            { "escape where none is needed", """{"v":1,"kind":"fetch_page","url":"https:\/\/news.example/today"}""" },
            { "a URL in another spelling", """{"v":1,"kind":"fetch_page","url":"https://NEWS.example/today"}""" },
            { "a URL that is none", """{"v":1,"kind":"fetch_page","url":"ftp://news.example/"}""" },
            { "lone surrogate", """{"v":1,"kind":"compute","function":"\ud800","arguments":"{}"}""" },
            { "deep", """{"v":1,"kind":"compute","function":[[[[[1]]]]],"arguments":"{}"}""" },
            { "not an object", """[1]""" },
            { "trailing text", """{"v":1,"kind":"fetch_page","url":"https://news.example/today"} """ },
            { "empty", "" },
            {
                "method not planned",
                """{"v":1,"kind":"http_request","method":"TRACE","url":"https://a.example/","headers":[],"body":""}"""
            },
            { "method case", """{"v":1,"kind":"http_request","method":"get","url":"https://a.example/","headers":[],"body":""}""" },
            { "base64", """{"v":1,"kind":"http_request","method":"POST","url":"https://a.example/","headers":[],"body":"*"}""" },
            { "body on GET", """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":[],"body":"YQ=="}""" },
            { "header of one", """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":[["X"]],"body":""}""" },
            { "header of none", """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":[[]],"body":""}""" },
            {
                "header of three",
                """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":[["X","1","2"]],"body":""}"""
            },
            {
                "null header name",
                """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":[[null,"1"]],"body":""}"""
            },
            {
                "null header value",
                """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":[["X",null]],"body":""}"""
            },
            { "headers as object", """{"v":1,"kind":"http_request","method":"GET","url":"https://a.example/","headers":{},"body":""}""" },
            { "number too large", """{"v":1,"kind":"read_memory","path":"","query":"tea","limit":99999999999}""" },
            { "number with a fraction", """{"v":1,"kind":"read_memory","path":"","query":"tea","limit":5.0}""" },
            {
                "an extraction of two sources",
                """{"v":1,"kind":"extract_value","url":"https://a.example/","path":"p","question":"q","type":"number","options":[]}"""
            },
            {
                "an extraction of an unknown type",
                """{"v":1,"kind":"extract_value","url":"https://a.example/","path":"","question":"q","type":"text","options":[]}"""
            },
            {
                "options without an enum",
                """{"v":1,"kind":"extract_value","url":"https://a.example/","path":"","question":"q","type":"number","options":["a","b"]}"""
            },
            {
                "an option that is none",
                """{"v":1,"kind":"extract_value","url":"https://a.example/","path":"","question":"q","type":"enum","options":["a",1]}"""
            },
            { "a change of nothing", """{"v":1,"kind":"change_settings","set":[],"unset":[]}""" },
            { "a setting twice", """{"v":1,"kind":"change_settings","set":[["A","1"]],"unset":["A"]}""" },
            { "a null member", """{"v":1,"kind":"compute","function":null,"arguments":"{}"}""" },
        };

    [Theory]
    [MemberData(nameof(Golden))]
    public void An_effect_has_exactly_these_bytes(Effect effect, string bytes) => Assert.Equal(bytes, SomeEffect.Text(effect));

    [Fact]
    public void Every_kind_has_a_golden_value() =>
        Assert.Empty(Enum.GetValues<EffectKind>().Except(Golden.Select(row => ((Effect)((object[])row)[0]).Kind)));

    [Fact]
    public void Every_kind_has_a_wire_name_that_reads_back() =>
        Assert.All(Enum.GetValues<EffectKind>(), kind => Assert.Equal(kind, EffectNames.Parse(kind.Wire())));

    [Fact]
    public void Decoding_what_was_encoded_gives_the_same_bytes() =>
        Prop.ForAll(
                EffectGen.Any,
                effect => EffectCodec.Encode(EffectCodec.Decode(EffectCodec.Encode(effect))).SequenceEqual(EffectCodec.Encode(effect))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_changed_byte_is_refused_or_is_another_effect() =>
        Prop.ForAll(
                EffectGen.Any,
                ArbMap.Default.ArbFor<(int At, byte With)>(),
                (effect, change) => ChangedIsCaught(effect, change.At, change.With)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_single_bit_of_every_golden_value_counts()
    {
        foreach (var effect in Golden.Select(row => (Effect)((object[])row)[0]))
        {
            var length = EffectCodec.Encode(effect).Length;
            for (var bit = 0; bit < length * 8; bit++)
            {
                Assert.True(ChangedIsCaught(effect, bit / 8, (byte)(1 << (bit % 8))), $"{effect.Kind} bit {bit}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(NotCanonical))]
    public void Bytes_that_encoding_would_not_produce_are_refused(string what, string bytes)
    {
        Assert.NotEmpty(what);
        Assert.Throws<MalformedEffectException>(() => EffectCodec.Decode(Encoding.UTF8.GetBytes(bytes)));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        var bytes = EffectCodec.Encode(SomeEffect.Time());
        bytes[^4] = 0xFF;
        Assert.Throws<MalformedEffectException>(() => EffectCodec.Decode(bytes));
    }

    // Not a theory: the runner writes its data as UTF-8, which has no lone surrogates.
    [Fact]
    public void A_lone_surrogate_cannot_be_encoded() => Assert.All(["\ud800", "a\udc00b", "\udc00\ud800", "tail \ud83d"], RefusesToEncode);

    [Fact]
    public void Different_effects_have_different_bytes() =>
        Prop.ForAll(
                EffectGen.Any,
                EffectGen.Any,
                (one, other) => !SomeEffect.Text(one).Equals(SomeEffect.Text(other), StringComparison.Ordinal) || SameMembers(one, other)
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void A_digest_is_64_lower_case_hex_digits(string? text) => Assert.Null(Digest.Parse(text));

    [Fact]
    public void The_digest_is_the_sha256_of_the_bytes() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Digest.Of([]).Hex);

    private static void RefusesToEncode(string text)
    {
        Assert.Throws<MalformedEffectException>(() => EffectCodec.Encode(new Compute(text, "")));
        Assert.Throws<MalformedEffectException>(() => EffectCodec.Encode(new WriteMemory("a", text, Append: true)));
        Assert.Throws<MalformedEffectException>(() => EffectCodec.Encode(new ReadMemory(text, "", 1)));
    }

    private static bool SameMembers(Effect one, Effect other) =>
        JsonNode.DeepEquals(JsonNode.Parse(SomeEffect.Text(one)), JsonNode.Parse(SomeEffect.Text(other)));

    private static bool ChangedIsCaught(Effect effect, int at, byte with)
    {
        var bytes = EffectCodec.Encode(effect);
        var digest = Digest.Of(bytes);
        bytes[(int)((uint)at % bytes.Length)] ^= with == 0 ? (byte)1 : with;
        try
        {
            return Digest.Of(EffectCodec.Encode(EffectCodec.Decode(bytes))) != digest;
        }
        catch (MalformedEffectException)
        {
            return true;
        }
    }
}
