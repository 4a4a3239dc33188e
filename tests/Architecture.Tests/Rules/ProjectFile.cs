using System.Xml.Linq;

namespace Gatehouse.Architecture.Tests.Rules;

internal sealed record ProjectFile(
    string Path,
    string AssemblyName,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Frameworks
)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ProjectFile Parse(SourceFile file)
    {
        var xml = XDocument.Parse(file.Text);
        return new ProjectFile(
            file.Path,
            xml.Descendants("AssemblyName").SingleOrDefault()?.Value
                ?? "Gatehouse." + System.IO.Path.GetFileNameWithoutExtension(file.Path),
            [.. Includes(xml, "ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            Includes(xml, "PackageReference"),
            [
                .. Includes(xml, "FrameworkReference"),
                .. xml.Root?.Attribute("Sdk")?.Value is "Microsoft.NET.Sdk" ? Array.Empty<string>() : ["another Sdk"],
            ]
        );
    }

    private static IReadOnlyList<string> Includes(XDocument xml, string element) =>
        [.. xml.Descendants(element).Select(reference => reference.Attribute("Include")?.Value ?? "?")];
}
