using System.Text;
using Gatehouse.Cli.Control;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Fuzz.Tests;

public sealed class EventReaderTests
{
    [Fact]
    public async Task A_line_that_does_not_end_is_passed_over()
    {
        var endless = "data: " + new string('x', EventReader.MaxLine);

        Assert.IsType<HeartbeatEvent>(await FirstAsync($"{endless}\ndata: {{\"type\":\"heartbeat\"}}\n"));
        Assert.Null(await FirstAsync(endless));
    }

    [Theory]
    [InlineData("data: {\"type\":\"heartbeat\"}\n\n")]
    [InlineData("data: {\"type\":\"heartbeat\"}\r\n\r\n")]
    [InlineData("data: {\"type\":\"heartbeat\"}\r\r")]
    [InlineData("event: x\ndata: {\"type\":\"newer\"}\ndata: no json\ndata: {\"type\":\"heartbeat\"}")]
    public async Task Events_are_read_whatever_ends_their_lines(string stream) => Assert.IsType<HeartbeatEvent>(await FirstAsync(stream));

    private static async Task<ServerEvent?> FirstAsync(string stream)
    {
        using var reader = new EventReader(new HttpResponseMessage(), new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(stream))));
        return await reader.NextAsync(CancellationToken.None);
    }
}
