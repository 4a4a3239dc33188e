namespace Gatehouse.Fuzz;

/// <summary>One target fed with mutated texts. The same seed runs the same texts.</summary>
public sealed class FuzzRun
{
    private const int MaxPool = 4000;

    private readonly FuzzTarget _target;
    private readonly List<string> _pool;
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly Mutator _mutator;
    private readonly int _seeds;

    public FuzzRun(FuzzTarget target, int seed, IEnumerable<string> corpus)
    {
        _target = target;
        _pool = [.. target.Seeds, .. corpus, ""];
        _seeds = _pool.Count;
        _mutator = new Mutator(new Random(seed), Mutator.AtomsOf(target));
    }

    public long Executions { get; private set; }

    /// <summary>Kinds of cases seen: how far the texts got.</summary>
    public int Kinds => _kinds.Count;

    /// <summary>Runs the next text: first the seeds as they are, then mutations. Null when all holds.</summary>
    public FuzzCrash? Step()
    {
        var input = Executions < _seeds ? _pool[(int)Executions] : _mutator.Next(_pool);
        Executions++;
        try
        {
            var kind = $"{_target.Check(input)}/{(int)Math.Log2(input.Length + 1)}";
            if (_kinds.Add(kind) && _pool.Count < MaxPool)
            {
                _pool.Add(input);
            }

            return null;
        }
        catch (Exception cause)
        {
            return new FuzzCrash(Shrink(input, cause), cause);
        }
    }

    // Cuts away what is not needed for the same failure; the rest is what a person has to look at.
    private string Shrink(string input, Exception cause)
    {
        for (var size = input.Length / 2; size >= 1; size /= 2)
        {
            for (var at = 0; at + size <= input.Length; )
            {
                var shorter = input.Remove(at, size);
                if (FailsAlike(shorter, cause))
                {
                    input = shorter;
                }
                else
                {
                    at += size;
                }
            }
        }

        return input;
    }

    private bool FailsAlike(string input, Exception cause)
    {
        try
        {
            _target.Check(input);
            return false;
        }
        catch (Exception other)
        {
            return other.GetType() == cause.GetType() && (cause is not FuzzException || other.Message == cause.Message);
        }
    }
}

/// <summary>A text on which something does not hold.</summary>
public sealed record FuzzCrash(string Input, Exception Cause);
