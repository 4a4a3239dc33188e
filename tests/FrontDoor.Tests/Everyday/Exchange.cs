namespace Gatehouse.FrontDoor.Tests.Everyday;

/// <summary>A message of the owner and what the assistant makes of it.</summary>
/// <param name="Answer">Must stand in the last reply.</param>
/// <param name="Moves">Of the scripted model; none where the model without a key obeys the message itself.</param>
internal sealed record Exchange(string Says, string Answer, params Move[] Moves)
{
    /// <summary>Days later, in another conversation.</summary>
    public bool IsLater { get; init; }
}
