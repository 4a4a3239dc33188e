namespace Gatehouse.Fuzz;

/// <summary>Something that reads text of strangers, with what must hold for every text.</summary>
public abstract class FuzzTarget
{
    public abstract string Name { get; }

    /// <summary>Texts to start from: good ones, and such as are nearly good.</summary>
    public abstract IEnumerable<string> Seeds { get; }

    /// <summary>Pieces that mean something to this target, besides those that are nasty everywhere.</summary>
    public virtual IEnumerable<string> Atoms => [];

    /// <summary>Runs the target on a text and checks what must hold.</summary>
    /// <returns>What kind of case it was: a text of a new kind is kept to mutate further.</returns>
    /// <exception cref="FuzzException">Something does not hold. Any other exception is a failure too.</exception>
    public abstract string Check(string input);

    protected static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new FuzzException(what);
        }
    }

    /// <summary>A text as bytes: characters up to U+00FF are bytes, others their UTF-8.</summary>
    protected static byte[] Bytes(string input)
    {
        var bytes = new List<byte>(input.Length);
        foreach (var c in input)
        {
            if (c < 0x100)
            {
                bytes.Add((byte)c);
            }
            else
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes([c]));
            }
        }

        return [.. bytes];
    }
}

/// <summary>What must hold does not.</summary>
public sealed class FuzzException(string message) : Exception(message);
