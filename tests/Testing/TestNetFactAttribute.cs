using Xunit;

namespace Gatehouse.Testing;

/// <summary>A fact that needs the pocket internet; skipped outside it.</summary>
public sealed class TestNetFactAttribute : FactAttribute
{
    internal const string Reason = "needs the private network of ./dev test";

    public TestNetFactAttribute()
    {
        if (!TestNet.IsInside)
        {
            Skip = Reason;
        }
    }
}

/// <summary>A theory that needs the pocket internet; skipped outside it.</summary>
public sealed class TestNetTheoryAttribute : TheoryAttribute
{
    public TestNetTheoryAttribute()
    {
        if (!TestNet.IsInside)
        {
            Skip = TestNetFactAttribute.Reason;
        }
    }
}

/// <summary>A fact that drives a real browser inside the pocket internet.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!TestNet.IsInside)
        {
            Skip = TestNetFactAttribute.Reason;
        }
        else if (!BrowserScenario.IsAvailable)
        {
            Skip = "needs Chromium and playwright-core: ./dev setup";
        }
    }
}

/// <summary>A fact that runs a script of tests/browser in Node, without a browser.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string package)
    {
        if (!TestNet.IsInside)
        {
            Skip = TestNetFactAttribute.Reason;
        }
        else if (!BrowserScenario.Has(package))
        {
            Skip = $"needs Node and the package {package}: ./dev setup";
        }
    }
}

/// <summary>A fact about the program that <c>./dev publish</c> makes.</summary>
public sealed class PublishedFactAttribute : FactAttribute
{
    public PublishedFactAttribute()
    {
        if (!TestNet.IsInside)
        {
            Skip = TestNetFactAttribute.Reason;
        }
        else if (!File.Exists(Repository.Published))
        {
            Skip = "needs the published program: ./dev publish";
        }
    }
}
