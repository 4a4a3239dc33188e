namespace Gatehouse.Guard.Tests.Hosts.Whatwg;

/// <summary>URLs put together from parts that parsers are known to disagree about. The same seed gives the same texts.</summary>
internal sealed class NastyUrls(int seed)
{
    private static readonly string[] Schemes = ["http", "https", "HTTP", "HttpS", "ftp", "ws", "file", "javascript", "", "h\u0442tp"];

    private static readonly string[] Slashes = ["//", "//", "//", "//", "//", "/", "", "///", "////", "\\\\", "/\\", "//\t"];

    private static readonly string[] UserInfos = ["user@", "u:p@", "@", "a%40b@", "good.example:443@", "good.example#@", ":@"];

    private static readonly string[] Labels =
    [
        "example",
        "EXAMPLE",
        "a",
        "a-b",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "1a",
        "xn--bcher-kva",
        "XN--Bcher-KVA",
        "xn--a",
        "xn--",
        "xn--a-",
        "xn--zca",
        "xn--1ch",
        "xn--4db",
        "xn--j1ail",
        "xn--80akhbyknj4f",
        "xn--eckwd4c7c",
        "xn--fiqs8s",
        "xn--p1ai",
        "xn--n3h",
        "xn--ls8h",
        "xn--bb-eka",
        "xn--99999999",
        "xn--ab\u00e9",
        "xn--xn---epa",
        "b\u00fccher",
        "bu\u0308cher",
        "\u00df",
        "\u1e9e",
        "fa\u00df",
        "\u03c2\u03c3",
        "\u0130",
        "\u0131",
        "\u212aelvin",
        "\u017f",
        "\ufb01sh",
        "\uff45\uff58",
        "\u24db\u24de\u24d2\u24d0\u24db",
        "loca\u017fhost",
        "\u2460",
        "\u33a2",
        "\ufdfa",
        "\u4f8b\u3048",
        "\u30cf\u3099",
        "\uff8a\uff9e",
        "\ud55c\uad6d",
        "\u1112\u1161\u11ab",
        "\u0e17\u0e35\u0e48",
        "\u0915\u094d\u0937",
        "\u0915\u093c",
        "\u0958",
        "\u05d0\u05d1",
        "\u05d0a",
        "a\u05d0",
        "\u05d01",
        "1\u05d0",
        "\u05d0-\u05d1",
        "\u05d0\u05b0",
        "\u0627\u0628",
        "\u0661\u0662",
        "\u06f1\u06f2",
        "\u0628\u0661",
        "\ufee3\ufe8e",
        "\u0780\u07a6",
        "\u0301a",
        "a\u0301",
        "a\u0301\u0300",
        "q\u0307\u0323",
        "a\u0338",
        "=\u0338",
        "\u2260",
        "a\u200db",
        "a\u200cb",
        "\u0915\u094d\u200d\u0937",
        "a\u200bb",
        "a\u00adb",
        "\u00ad",
        "a\u2060b",
        "\ufeffa",
        "a\u180eb",
        "a\ufe0f",
        "\u2764\ufe0f",
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69",
        "\ud83c\udff3\ufe0f",
        "\ud800",
        "\udc00a",
        "\ufffd",
        "\uffff",
        "\u0378",
        "\ue000",
        "a\u202eb",
        "\u2100",
        "\u2488",
        "\ufe6a41",
        "%61",
        "%C3%BC",
        "%c3%bc",
        "%c0%af",
        "%E2%93%9B",
        "%ff",
        "%2e",
        "%00",
        "%25",
        "%40",
        "%2f",
        "%zz",
        "%",
        "a b",
        "a!b",
        "a*",
        "a<",
        "a^b",
        "a|b",
        "a,b",
        "a;b",
        "a&b",
        "a=b",
        "a$b",
        "a'b",
        "a\"b",
        "{a}",
        "a`b",
        "a~",
        "a(b)",
        "a\tb",
        "a\nb",
        "a\0b",
        "a\u007fb",
        "a\u0085b",
        "[a]",
    ];

    private static readonly string[] Dots =
    [
        ".",
        ".",
        ".",
        ".",
        ".",
        ".",
        "\u3002",
        "\uff0e",
        "\uff61",
        "%2e",
        "%2E",
        "..",
        "\u2024",
        "\u00b7",
    ];

    private static readonly string[] Ends = ["", "", "", "", ".", "\u3002", "..", "%2e", " "];

    private static readonly string[] Hosts =
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0X7F.0x1",
        "017700000001",
        "0177.0.0.1",
        "0177.0x0.0.01",
        "00000177.0.0.1",
        "127.0.0.1.",
        "127.0.0.1..",
        "127.0.0.256",
        "127.0.0.08",
        "256.1.1.1",
        "1.2.3.4.5",
        "1.2.3",
        "4294967295",
        "4294967296",
        "0xffffffffff",
        "0x",
        "1.0x",
        "0x.0x.0",
        "0",
        "00",
        "08",
        "1.2.03.4",
        "1..2",
        "1.2.3.4a",
        "a.1",
        "a.0x1",
        "a.0x1g",
        "a.b.09",
        "\uff11\uff12\uff17.\uff10.0.1",
        "\uff11\uff12\uff17\u3002\uff10\u30020\u30021",
        "\u2460\u2461\u2466.0.0.1",
        "%31%32%37.0.0.1",
        "127%2e0%2e0%2e1",
        "1\u0660.0.0.1",
        "169.254.169.254",
        "0xA9FEA9FE",
        "2852039166",
        "0251.0376.0251.0376",
        "169.254.43518",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::0001]",
        "[::FFFF:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::ffff:127.1]",
        "[::ffff:0127.0.0.1]",
        "[::ffff:1.2.3.4.5]",
        "[::1.2.3.256]",
        "[1.2.3.4::]",
        "[64:ff9b::10.0.0.1]",
        "[2002:a00:1::]",
        "[2001:db8::8:800:200c:417a]",
        "[1:2:3:4:5:6:7:8]",
        "[1:2:3:4:5:6:7::]",
        "[::2:3:4:5:6:7:8]",
        "[1::3:4:5:6:7:8]",
        "[1:2:3:4:5:6:1.2.3.4]",
        "[1:2:3:4:5:6:7:1.2.3.4]",
        "[1:0:0:2:0:0:0:3]",
        "[1:0:0:2:3:0:0:4]",
        "[0:1:0:0:1:0:0:0]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2]",
        "[::1::]",
        "[:::1]",
        "[:1::2]",
        "[1::2:]",
        "[12345::]",
        "[g::]",
        "[::1%eth0]",
        "[::1%25eth0]",
        "[fe80::1%251]",
        "[::1",
        "::1",
        "[]",
        "[::1]x",
        "[[::1]]",
        "[v1.x]",
        "[127.0.0.1]",
        "[%3a%3a1]",
        "\uff3b::1\uff3d",
        "",
    ];

    private static readonly string[] Ports =
    [
        "",
        "",
        "",
        "",
        "",
        ":",
        ":80",
        ":443",
        ":0443",
        ":00000000000000000080",
        ":8080",
        ":1",
        ":65535",
        ":65536",
        ":99999999999",
        ":0",
        ":000",
        ":-1",
        ":+80",
        ":8a",
        ":80:80",
        ":\uff18\uff10",
        ":80@evil.example",
        ": 80",
        ":%380",
    ];

    private static readonly string[] Tails =
    [
        "a",
        "A",
        "/",
        "/",
        "/",
        "//",
        "?",
        "#",
        "&",
        "=",
        "+",
        ";",
        ":",
        "@",
        "'",
        "\"",
        "<",
        ">",
        "`",
        "{",
        "}",
        "|",
        "[",
        "]",
        "^",
        "~",
        "!",
        "$",
        "*",
        "(",
        ")",
        ",",
        "%41",
        "%7e",
        "%7E",
        "%C3%A9",
        "%c3%a9",
        "%20",
        "%",
        "%4",
        "%zz",
        "%2f",
        "%5C",
        "%252f",
        "%00",
        "%0a",
        "%c0%af",
        "%25c0%25ae",
        "%e0%80%af",
        ".",
        "..",
        "...",
        "%2e",
        ".%2E",
        "%252e%252e",
        "..;x",
        ".well-known",
        "\\",
        " ",
        "\t",
        "\r\n",
        "\0",
        "\u007f",
        "\u0085",
        "\u00e9",
        "e\u0301",
        "\u202e",
        "\u2025",
        "\uff0f",
        "\uff0e\uff0e",
        "\ud83d\ude00",
        "\ud800",
        "\ufffd",
        "\ufeff",
        "\u00a0",
        "\u3000",
    ];

    private static readonly string[] Edges = [" ", " ", "  ", "\t", "\n", "\0", "\u00a0", "\ufeff"];

    private readonly Random _random = new(seed);

    public IEnumerable<string> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private string Next()
    {
        var text =
            (Sometimes(20) ? Pick(Edges) : "")
            + (
                Sometimes(16) ? Pick(Schemes)
                : Sometimes(2) ? "http"
                : "https"
            )
            + ":"
            + (Sometimes(6) ? Pick(Slashes) : "//")
            + (Sometimes(30) ? Pick(UserInfos) : "")
            + Host()
            + (Sometimes(3) ? Pick(Ports) : "")
            + Tail()
            + (Sometimes(20) ? Pick(Edges) : "");
        // A character of any plane in any place: nobody thought of this one.
        return Sometimes(15) ? text.Insert(_random.Next(text.Length + 1), Anything()) : text;
    }

    private string Host()
    {
        if (Sometimes(3))
        {
            return Pick(Hosts) + (Sometimes(6) ? Pick(Ends) : "");
        }

        var host = Label();
        for (var more = _random.Next(3); more > 0; more--)
        {
            host += (Sometimes(5) ? Pick(Dots) : ".") + Label();
        }

        return host + (Sometimes(4) ? Pick(Ends) : "");
    }

    private string Label() =>
        Sometimes(4) ? Pick(Labels)
        : Sometimes(12) ? Anything() + Anything() + Anything()
        : Sometimes(5) ? "a" + Anything() + "b"
        : Pick(Labels[..5]);

    private string Tail()
    {
        var tail = "";
        for (var more = Sometimes(3) ? _random.Next(6) : 0; more > 0; more--)
        {
            tail += Pick(Tails);
        }

        return tail.Length == 0 || tail[0] is '/' or '?' or '#' ? tail : "/" + tail;
    }

    private string Anything()
    {
        var code = _random.Next(6) switch
        {
            0 => _random.Next(0x80),
            1 or 2 => _random.Next(0x80, 0x600),
            3 => _random.Next(0x600, 0x3000),
            4 => _random.Next(0x3000, 0xfffe),
            _ => _random.Next(0x10000, 0x20000),
        };
        return code is >= 0xd800 and < 0xe000 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
    }

    private bool Sometimes(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(string[] parts) => parts[_random.Next(parts.Length)];
}
