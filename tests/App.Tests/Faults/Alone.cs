namespace Gatehouse.App.Tests.Faults;

/// <summary>Tests that measure the process: nothing else runs in it meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
