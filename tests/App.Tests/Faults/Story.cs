namespace Gatehouse.App.Tests.Faults;

/// <summary>What an owner does, turn after turn. Texts are unlike each other, so that whatever is there twice shows.</summary>
internal sealed record Story(string Name, Func<Owner, Task> TellAsync)
{
    public override string ToString() => Name;
}
