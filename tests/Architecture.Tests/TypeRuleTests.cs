using Gatehouse.Architecture.Tests.Rules;
using Gatehouse.Architecture.Tests.Violations;

namespace Gatehouse.Architecture.Tests;

public sealed class TypeRuleTests
{
    private const double MostInterfacesPerClass = 0.15;

    [Fact]
    public void Concrete_classes_are_sealed() => Verdict.None(TypeRules.Unsealed(Classes()));

    [Fact]
    public void No_type_is_named_for_its_kind() => Verdict.None(TypeRules.BannedNames(Classes()));

    [Fact]
    public void Nothing_static_changes() => Verdict.None(TypeRules.StaticState(Classes()));

    [Fact]
    public void Tokens_are_last_named_ct_and_never_defaulted()
    {
        var types = Classes();

        Assert.Contains(
            types.SelectMany(type => type.GetMethods()),
            method => method.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken))
        );
        Verdict.None(TypeRules.LooseTokens(types));
    }

    [Fact]
    public void Interfaces_are_few()
    {
        var ratio = TypeRules.InterfacesPerClass(Classes());

        Assert.True(ratio <= MostInterfacesPerClass, $"{ratio:0.000} interfaces per class; at most {MostInterfacesPerClass}");
    }

    [Fact]
    public void An_unsealed_class_is_reported() =>
        Assert.Equal(
            [typeof(TypeSamples.Unsealed)],
            Named(
                TypeRules.Unsealed,
                typeof(TypeSamples.Unsealed),
                typeof(TypeSamples.Sealed),
                typeof(TypeSamples.Open),
                typeof(TypeSamples)
            )
        );

    [Fact]
    public void A_name_for_the_kind_is_reported() =>
        Assert.Equal(
            [typeof(TypeSamples.TokenHelper), typeof(TypeSamples.TokenData)],
            Named(TypeRules.BannedNames, typeof(TypeSamples.TokenHelper), typeof(TypeSamples.TokenData), typeof(TypeSamples.Database))
        );

    [Fact]
    public void Static_state_is_reported()
    {
        var broken = TypeRules.StaticState([typeof(TypeSamples.State)]);

        // The property's field is compiler-generated, but what changes it is a setter that a person wrote.
        Assert.Equal(["Cache", "Counter", "Registry"], broken.Select(text => text.Split('.')[^1].Split(' ')[0]).Order());
    }

    [Fact]
    public void Loose_tokens_are_reported_and_the_framework_s_own_are_not()
    {
        var broken = TypeRules.LooseTokens([typeof(TypeSamples.Tokens), typeof(TypeSamples.Flow)]);

        Assert.Equal(["Defaulted", "First", "Renamed"], broken.Select(text => text.Split(':')[0].Split('.')[^1]).Order());
    }

    [Fact]
    public void Interfaces_are_counted() =>
        Assert.Equal(
            2.0,
            TypeRules.InterfacesPerClass([
                typeof(TypeSamples.IOne),
                typeof(TypeSamples.ITwo),
                typeof(TypeSamples.Sealed),
                typeof(TypeSamples),
            ])
        );

    private static IReadOnlyList<Type> Classes()
    {
        var types = Tree.ProductTypes();
        Assert.True(types.Count > 50, $"only {types.Count} types found");
        return types;
    }

    private static IEnumerable<Type> Named(Func<IEnumerable<Type>, IReadOnlyList<string>> rule, params Type[] types)
    {
        var broken = rule(types);
        return types.Where(type => broken.Any(text => text.StartsWith(type + " ", StringComparison.Ordinal)));
    }
}
