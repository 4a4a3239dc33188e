using System.Diagnostics;
using System.Reflection;
using Gatehouse.Architecture.Tests.Rules;
using Gatehouse.Testing;

namespace Gatehouse.Architecture.Tests;

public sealed class BannedApiTests
{
    private static readonly string[] Lists = ["eng/BannedSymbols.All.txt", "eng/BannedSymbols.Doors.txt"];

    [Fact]
    public void Only_listed_files_switch_a_ban_off()
    {
        var files = Tree.Read(path =>
            (path.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".targets")
            || path is "Directory.Build.props" or "Directory.Build.targets"
            || Path.GetFileName(path) is ".editorconfig" or ".globalconfig"
        );

        Assert.True(files.Count > 50, $"only {files.Count} files found");
        Verdict.None(BannedApis.Check(files, BannedApis.Exemptions));
    }

    /// <summary>The analyzer reads no list under another name, and says nothing about a symbol that it cannot find.</summary>
    [Fact]
    public void Every_banned_symbol_exists()
    {
        var assemblies = Tree.ProductAssemblies();
        var symbols = Lists
            .SelectMany(list => File.ReadAllLines(Path.Combine(Repository.Root, list)))
            .Select(line => line.Split(';')[0])
            .ToList();

        Assert.True(symbols.Count > 20, $"only {symbols.Count} symbols found");
        Verdict.None(symbols.Where(symbol => !Exists(symbol, assemblies)));
    }

    [Fact]
    public void A_symbol_that_does_not_exist_is_noticed()
    {
        Assert.False(Exists("T:System.Net.Http.HttpKlient", []));
        Assert.False(Exists("M:System.Net.Http.HttpClient.Reveal", []));
        Assert.True(Exists("M:System.Net.Http.HttpClient.#ctor", []));
    }

    /// <summary>A project with the repository's own build rules and one violation a line: the compiler has to refuse each.</summary>
    [Fact]
    public async Task The_compiler_refuses_a_banned_symbol()
    {
        string[] violations =
        [
            "_ = DateTime.UtcNow;",
            "_ = Environment.GetEnvironmentVariable(\"HOME\");",
            "_ = new System.Net.Http.HttpClient();",
            "_ = new System.Net.Sockets.TcpClient();",
            "_ = System.Net.Dns.GetHostName();",
            "_ = System.Diagnostics.Process.GetCurrentProcess();",
        ];
        var folder = Directory.CreateTempSubdirectory("gh-banned-").FullName;
        try
        {
            foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props" })
            {
                var import = $"""<Project><Import Project="{Path.Combine(Repository.Root, name)}" /></Project>""";
                await File.WriteAllTextAsync(Path.Combine(folder, name), import);
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "Sample.csproj"), """<Project Sdk="Microsoft.NET.Sdk" />""");
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Sample.cs"),
                "internal static class Sample { internal static void Run() {\n" + string.Join('\n', violations) + "\n} }\n"
            );

            var output = await BuildAsync(folder);

            for (var index = 0; index < violations.Length; index++)
            {
                Assert.Matches($@"Sample\.cs\({index + 2},\d+\): error RS0030", output);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("src/a.cs", "#pragma warning disable RS0030 // reason")]
    [InlineData("src/a.cs", "[SuppressMessage(\"ApiDesign\", \"RS0030\")]")]
    [InlineData("src/a.csproj", "<NoWarn>RS0030</NoWarn>")]
    [InlineData("src/a.csproj", "<AdditionalFiles Remove=\"x\" />")]
    [InlineData("src/a.csproj", "<RunAnalyzers>false</RunAnalyzers>")]
    [InlineData("src/.editorconfig", "dotnet_diagnostic.RS0030.severity = none")]
    public void A_ban_that_is_switched_off_is_reported(string path, string text)
    {
        SourceFile[] files = [new(path, text)];

        Assert.Single(BannedApis.Check(files, new Dictionary<string, string>()));
        Assert.Empty(BannedApis.Check(files, new Dictionary<string, string> { [path] = "sample" }));
    }

    [Fact]
    public void A_listed_file_that_needs_no_exemption_is_reported() =>
        Assert.Single(BannedApis.Check([new SourceFile("src/a.cs", "")], new Dictionary<string, string> { ["src/a.cs"] = "sample" }));

    private static bool Exists(string symbol, IReadOnlyList<Assembly> assemblies)
    {
        var name = symbol[2..].Split('(')[0];
        if (symbol.StartsWith("T:", StringComparison.Ordinal))
        {
            return Find(name, assemblies) is not null;
        }

        var dot = name.LastIndexOf('.');
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        return Find(name[..dot], assemblies)?.GetMember(name[(dot + 1)..].Replace('#', '.'), All).Length > 0;
    }

    private static Type? Find(string name, IReadOnlyList<Assembly> assemblies)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(':')
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => AssemblyName.GetAssemblyName(path));
        return assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
            ?? typeof(object).Assembly.GetType(name)
            ?? framework.Select(assembly => Assembly.Load(assembly).GetType(name)).FirstOrDefault(type => type is not null);
    }

    private static async Task<string> BuildAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["build", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            WorkingDirectory = folder,
        };
        await using var build = ServerProcess.Start(start);
        await build.WaitForExitAsync(TimeSpan.FromMinutes(5));
        return build.Output + build.Errors;
    }
}
