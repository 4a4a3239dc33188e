using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Labels;

namespace Gatehouse.Guard.Tests.Labels;

[Trait("Invariant", "G8")]
public sealed class LabelTests
{
    private static readonly Arbitrary<Label> Any = (
        from integrity in Gen.Elements(Enum.GetValues<Integrity>())
        from confidentiality in Gen.Elements(Enum.GetValues<Confidentiality>())
        select new Label(integrity, confidentiality)
    ).ToArbitrary();

    [Fact]
    public void A_forgotten_label_is_the_worst_one()
    {
        Assert.Equal(Integrity.Untrusted, default);
        Assert.Equal(Confidentiality.Private, default);
        Assert.Equal(Caller.Assistant, default);
    }

    [Fact]
    public void Joining_takes_the_worse_of_each_side()
    {
        Assert.Equal(Label.Unknown, Label.OfOwner.Join(Label.PublicPage));
        Assert.Equal(Label.OfAssistant, Label.OfOwner.Join(Label.OfAssistant));
    }

    [Fact]
    public void Joining_never_improves_and_order_does_not_matter() =>
        Prop.ForAll(
                Any,
                Any,
                Any,
                (a, b, c) => NoBetter(a.Join(b), a) && a.Join(b) == b.Join(a) && a.Join(b).Join(c) == a.Join(b.Join(c)) && a.Join(a) == a
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_context_only_gets_worse_by_what_it_admits() =>
        Prop.ForAll(
                Any.Generator.ListOf().ToArbitrary(),
                labels =>
                {
                    var context = Contexts.Of(Caller.Assistant);
                    return labels.All(label =>
                    {
                        var before = context.Label;
                        context.Admit(new ContextItem(label, "x", ""));
                        return NoBetter(context.Label, before) && NoBetter(context.Label, label);
                    });
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_new_context_is_as_bad_as_its_worst_item()
    {
        Assert.True(Contexts.Of(Caller.Assistant, Contexts.OwnerSays("a"), Contexts.Page("b"), Contexts.OwnerSays("c")).Label.IsUntrusted);
        Assert.Equal(
            Confidentiality.Private,
            Contexts.Of(Caller.Assistant, Contexts.Page("b"), Contexts.OwnerSays("c")).Label.Confidentiality
        );
        Assert.Equal("web_fetch https://news.example/", Contexts.Tainted.Taint?.Source);
        Assert.Null(Contexts.Clean.Taint);
    }

    [Fact]
    public void Admitting_from_many_threads_loses_nothing()
    {
        var context = Contexts.Clean;
        Parallel.For(0, 1000, number => context.Admit(number == 500 ? Contexts.Page("bad") : Contexts.OwnerSays("good")));
        Assert.True(context.Label.IsUntrusted);
        Assert.Equal(1001, context.Items.Count);
    }

    [Fact]
    public void Nothing_outside_the_guard_can_make_a_context() => Assert.Empty(typeof(EffectContext).GetConstructors());

    private static bool NoBetter(Label one, Label other) =>
        one.Integrity <= other.Integrity && one.Confidentiality <= other.Confidentiality;
}
