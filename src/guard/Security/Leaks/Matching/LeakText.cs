namespace Gatehouse.Security.Leaks.Matching;

/// <summary>How frequent characters are in ordinary text. Only the speed depends on it.</summary>
internal static class LeakText
{
    // Counted over HTML, C#, TypeScript, JSON and Markdown, for the blank to the tilde: each is how many half bits of surprise more
    // than four the character is, from A for none. So the blank, B, makes up 2^(-5/2) of a text.
    private const string Surprises = "BTIPXZTOMLLTLLHJMMNPPQPRQRKMJMJRTLPLOMOPONTSNMNONWNLLQQQSTVPVP]NLFKHHDJJIFPMHHFFIQFFEILLMJQNQN_";

    private const int Rows = 8;

    // For each high half and each four low halves of the sixteen: the share of any subset of the four.
    private static readonly float[] Sums = Sum();

    /// <summary>The share of the characters whose low half and whose high half are among these, as bits.</summary>
    public static float Share(int low, int high)
    {
        var share = 0f;
        for (var row = 0; row < Rows; row++)
        {
            if (((high >> row) & 1) != 0)
            {
                var at = row * 64;
                share +=
                    Sums[at + (low & 15)]
                    + Sums[at + 16 + ((low >> 4) & 15)]
                    + Sums[at + 32 + ((low >> 8) & 15)]
                    + Sums[at + 48 + (low >> 12)];
            }
        }

        return share;
    }

    /// <summary>The share of these characters, which are ASCII.</summary>
    public static float Share(string characters) => characters.Sum(c => Share(1 << (c & 15), 1 << (c >> 4)));

    private static float[] Sum()
    {
        var sums = new float[Rows * 64];
        for (var place = 0; place < Surprises.Length; place++)
        {
            var (c, share) = (' ' + place, (float)Math.Pow(2, -(Surprises[place] - 'A' + 4) / 2.0));
            for (var subset = 0; subset < 16; subset++)
            {
                sums[((c >> 4) * 64) + ((c & 15) >> 2 << 4) + subset] += ((subset >> (c & 3)) & 1) * share;
            }
        }

        return sums;
    }
}
