namespace Gatehouse.Security.Leaks.Matching;

/// <summary><see cref="HexRuns"/> for a text in pieces. The pattern only warns, so nothing is held back for it.</summary>
internal sealed class HexRunCounter
{
    private readonly char[] _run = new char[HexRuns.Length];
    private int _length;
    private bool _alone = true;
    private bool _afterWord;
    private long _position;

    public void Push(ReadOnlySpan<char> chunk, List<LeakFinding> findings)
    {
        foreach (var c in chunk)
        {
            if (char.IsAsciiHexDigit(c))
            {
                Grow(c);
            }
            else
            {
                End(HexRuns.IsWord(c), findings);
            }

            _position++;
        }
    }

    public void Flush(List<LeakFinding> findings) => End(endsInWord: false, findings);

    private void Grow(char c)
    {
        _alone = _length == 0 ? !_afterWord : _alone;
        if (_length < HexRuns.Length)
        {
            _run[_length] = c;
        }

        // One past the limit already says "too long"; counting on could overflow on an endless run.
        _length = Math.Min(_length + 1, HexRuns.Length + 1);
    }

    private void End(bool endsInWord, List<LeakFinding> findings)
    {
        if (_length == HexRuns.Length && _alone && !endsInWord)
        {
            var preview = LeakFinding.Mask(_run);
            findings.Add(new LeakFinding(LeakPatterns.HighEntropyHex, _position - HexRuns.Length, HexRuns.Length, preview));
        }

        _length = 0;
        _afterWord = endsInWord;
    }
}
