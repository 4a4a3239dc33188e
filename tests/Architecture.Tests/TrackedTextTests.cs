using System.Text.RegularExpressions;
using Gatehouse.Architecture.Tests.Rules;
using Gatehouse.Testing;

namespace Gatehouse.Architecture.Tests;

/// <summary>What no tracked file may say. The patterns are written so that they do not match themselves.</summary>
public sealed class TrackedTextTests
{
    private const string RegistryHosts =
        @"registry[.]npmjs[.]org|registry[.]yarnpkg[.]com|api[.]nuget[.]org|nuget[.]org/v3|deb[.]debian[.]org|security[.]debian[.]org"
        + @"|pypi[.]org|pythonhosted[.]org|crates[.]io|proxy[.]golang[.]org|sum[.]golang[.]org|rubygems[.]org|repo[.]maven[.]apache[.]org"
        + @"|registry-1[.]docker[.]io|[""]resolved[""]: *[""]http";

    private const string MachinePaths =
        @"[/]work[/](wt|main|shared|steering|[.]library)\b|[/]farm[/]|[.][.]/shared/|[/]Users/[A-Za-z]|[A-Z]:\\\\?Users";

    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".gz", ".db", ".wasm", ".pdf"];

    [Fact]
    public void No_file_names_a_registry_host() =>
        Verdict.None(FileRules.Matches(All(), new Regex(RegistryHosts), "names a registry's host"));

    [Fact]
    public void No_file_names_a_path_of_a_machine() =>
        Verdict.None(FileRules.Matches(All(), new Regex(MachinePaths), "names a path of a machine"));

    [Fact]
    public void No_file_holds_what_looks_like_a_key() => Verdict.None(FileRules.Matches(All(), Shapes(), "looks like a key"));

    [Theory]
    [InlineData("https://registry", ".npmjs.org/x")]
    [InlineData("<add key=\"n\" value=\"https://api.nuget", ".org/v3/index.json\" />")]
    [InlineData("\"resolved\"", ": \"https://mirror/x.tgz\"")]
    public void A_registry_host_is_reported(string first, string rest) => Assert.Matches(RegistryHosts, first + rest);

    [Theory]
    [InlineData("cd /work", "/main && make")]
    [InlineData("see ..", "/shared/design.md")]
    [InlineData("C:", @"\Users\me")]
    public void A_machine_path_is_reported(string first, string rest) => Assert.Matches(MachinePaths, first + rest);

    [Theory]
    [InlineData("GET /worker/1/job")]
    [InlineData("/workspace/main.py")]
    public void A_path_of_the_product_is_not(string text) => Assert.DoesNotMatch(MachinePaths, text);

    [Theory]
    [InlineData("sk-", "proj-abcdefghijklmnopqrstuvwx")]
    [InlineData("sk-ant-", "api03-abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmn")]
    [InlineData("AK", "IAABCDEFGHIJKLMNOP")]
    [InlineData("gh", "p_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("sk_", "live_abcdefghijklmnopqrstuvwx")]
    [InlineData("-----BEGIN ", "RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----")]
    [InlineData("AI", "zaabcdefghijklmnopqrstuvwxyz012345678")]
    [InlineData("xox", "b-1234567890-abcdef")]
    public void A_key_is_reported(string first, string rest) => Assert.Matches(Shapes(), "x = \"" + first + rest + "\"");

    /// <summary>The same shapes that eng/secrets.sh looks for in the tree and in the history.</summary>
    private static Regex Shapes() =>
        new(string.Join('|', File.ReadAllLines(Path.Combine(Repository.Root, "eng", "secret-shapes.txt")).Where(line => line.Length > 0)));

    private static IReadOnlyList<SourceFile> All()
    {
        var files = Tree.Read(path => !Binary.Contains(Path.GetExtension(path)));
        Assert.True(files.Count > 100, $"only {files.Count} files found");
        return files;
    }
}
