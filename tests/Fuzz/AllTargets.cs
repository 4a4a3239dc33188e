using Gatehouse.Fuzz.Targets;

namespace Gatehouse.Fuzz;

/// <summary>Every target of this program.</summary>
public static class AllTargets
{
    public static IReadOnlyList<FuzzTarget> Create() =>
        [
            new UrlTarget(),
            new HostPatternTarget(),
            new LeakTarget(),
            new PathTarget(),
            new WrapperTarget(),
            new InjectionTarget(),
            new SocketTarget(),
            new CanonicalTarget(),
        ];
}
