using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Effects;

/// <summary>Effects of every kind, built from pieces that have broken encoders before.</summary>
internal static class EffectGen
{
    private static readonly string[] Pieces =
    [
        "a",
        "Z",
        "0",
        " ",
        "\"",
        "\\",
        "\n",
        "\u0001",
        "</script>",
        "\u2028",
        "é",
        "漢",
        "😀",
        "\u202E",
        "\u200B",
        "⟦U+200B⟧",
        "\uFE0F",
        "{\"v\":1}",
    ];

    private static readonly string[] Urls =
    [
        "https://api.example/v1",
        "http://a.example:8080/x?q=%20",
        "https://[2606:4700::1]/",
        "https://b.example/?",
    ];

    private static readonly Gen<RequestTarget> Target = Gen.Elements(Urls).Select(Some.Target);

    private static readonly Gen<HeaderField> Header =
        from name in Gen.Elements("Accept", "X-One", "x-two", "Authorization")
        from value in Gen.Elements("", "text/html", "a\"b\\c", "~ !")
        select new HeaderField(name, value);

    private static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes ?? []);

    public static readonly Gen<string> Text = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static readonly Gen<Effect> Request =
        from method in Gen.Elements(Enum.GetValues<WebMethod>())
        from target in Target
        from headers in Header.ListOf()
        from binary in Bytes
        from text in Text
        from asText in Gen.Elements(true, false)
        let body = method is WebMethod.Get or WebMethod.Head ? []
        : asText ? Encoding.UTF8.GetBytes(text)
        : binary
        select (Effect)
            HttpRequest.TryCreate(
                method,
                target,
                [.. headers.DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)],
                body,
                out _
            )!;

    private static readonly Gen<Effect> Call =
        from provider in Text
        from endpoint in Gen.OneOf(Target.Select(target => (RequestTarget?)target), Gen.Constant((RequestTarget?)null))
        from model in Text
        from prompt in Bytes
        from numbers in Gen.Choose(0, int.MaxValue).Two()
        select (Effect)new ModelCall(provider, endpoint, model, prompt, numbers.Item1, numbers.Item2);

    private static readonly Gen<Effect> Extraction =
        from target in Target
        from page in Gen.Elements(true, false)
        from path in Text
        from question in Text
        from type in Gen.Elements(Enum.GetValues<AnswerType>())
        from options in Gen.Elements("yes", "no", "漢", "a \"b\"", "\u202Ex").ListOf()
        let distinct = options.Append("yes").Append("no").Distinct().ToImmutableArray()
        select (Effect)
            ExtractValue.TryCreate(
                page ? target : null,
                page ? "" : "n" + path,
                "?" + question,
                type,
                type == AnswerType.Enum ? distinct : [],
                out _
            )!;

    private static readonly Gen<Effect> SettingsChange =
        from first in Text
        from value in Text
        from more in Gen.Elements("B", "C", "漢").ListOf()
        select (Effect)
            ChangeSettings.TryCreate(
                more.Distinct()
                    .Select(name => new SettingChange("x" + name, name == "C" ? null : value))
                    .Prepend(new SettingChange(first, value))
            )!;

    public static readonly Arbitrary<Effect> Any = Gen.OneOf(
            Request,
            Call,
            Extraction,
            SettingsChange,
            Target.Select(target => (Effect)new FetchPage(target)),
            Text.Select(path => (Effect)new DeleteMemory(path)),
            from path in Text
            from content in Text
            from append in Gen.Elements(true, false)
            select (Effect)new WriteMemory(path, content, append),
            from path in Text
            from query in Text
            from limit in Gen.Choose(int.MinValue, int.MaxValue)
            select (Effect)new ReadMemory(path, query, limit),
            from name in Text
            from scope in Text
            from created in Gen.Choose(int.MinValue, int.MaxValue)
            from expires in Gen.Choose(int.MinValue, int.MaxValue)
            from hash in Text
            select (Effect)new CreateToken(name, scope, created, expires, hash),
            from function in Text
            from arguments in Text
            select (Effect)new Compute(function, arguments)
        )
        .ToArbitrary();
}
