namespace Gatehouse.Security.Leaks.Matching;

/// <summary>What a shape asks for besides its characters.</summary>
[Flags]
internal enum LeakRules
{
    None = 0,

    /// <summary>The literal is the name of a field, which is written in any case.</summary>
    AnyCase = 1,

    /// <summary>The match is as long as the format is, none of its own characters follows, save what joins words: - and _.</summary>
    Closed = 2,

    /// <summary>The secret has a digit, or a quarter of it is capitals and a quarter small letters. For formats whose text could be an identifier, and whose keys are long enough.</summary>
    HasDigit = 4,

    /// <summary>AWS writes EXAMPLE into the keys of its documentation. A real one has it by chance once in a billion.</summary>
    NoExample = 8,

    /// <summary>The match goes on to the next five dashes: all of a PEM block but its last line.</summary>
    ToDashes = 16,

    /// <summary>The secret has capitals and small letters. For formats whose prefix is a word with a name after it, too.</summary>
    HasCases = 32,
}
