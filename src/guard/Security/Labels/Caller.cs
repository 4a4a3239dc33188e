namespace Gatehouse.Security.Labels;

/// <summary>Who asks for the effect.</summary>
public enum Caller
{
    /// <summary>The model, in a turn of the loop.</summary>
    Assistant = 0,

    /// <summary>The owner's own hand, on the page or in the CLI: allowed and recorded.</summary>
    Owner = 1,

    /// <summary>A program that holds a token and asks the model through the API. It may do nothing else.</summary>
    Program = 2,
}
