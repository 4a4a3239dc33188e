namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>A file as the rules see it. The path is relative to the root, with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines { get; } = Text.TrimEnd('\n').Split('\n');
}
