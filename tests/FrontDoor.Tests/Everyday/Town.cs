using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.FrontDoor.Tests.Everyday;

/// <summary>The web of the everyday tasks: a newspaper, a manual, a wiki, a search engine, a shop, some APIs. Nobody in it is hostile.</summary>
internal sealed class Town : IAsyncDisposable
{
    public const string Gazette = "https://gazette.everyday.example.com";
    public const string Manual = "https://manual.everyday.example.com";
    public const string Wiki = "https://wiki.everyday.example.com";
    public const string Search = "https://search.everyday.example.com";
    public const string Shop = "https://shop.everyday.example.com";
    public const string Api = "https://api.everyday.example.com";
    public const string Box = "https://box.everyday.example.com:8443";
    public const string Museum = "http://museum.everyday.example.com";

    private readonly List<HttpOrigin> _origins = [];

    public static async Task<Town> BuildAsync()
    {
        var town = new Town();
        town.Gazettes(await town.HttpsAsync(Gazette));
        town.Manuals(await town.HttpsAsync(Manual));
        town.Wikis(await town.HttpsAsync(Wiki));
        town.Searches(await town.HttpsAsync(Search));
        town.Shops(await town.HttpsAsync(Shop));
        town.Apis(await town.HttpsAsync(Api));
        await town.OddOnesAsync();
        return town;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var origin in _origins)
        {
            await origin.DisposeAsync();
        }
    }

    private async Task<HttpOrigin> HttpsAsync(string url)
    {
        var origin = await PocketInternet.Shared.HttpsAsync(new Uri(url).Host);
        _origins.Add(origin);
        return origin;
    }

    private void Gazettes(HttpOrigin site)
    {
        string[] headlines = ["The bridge is open again", "Storks are back", "Library gets a garden", "Ferry adds a late boat"];
        site.Serve(
            "/",
            $"<h1>Gazette</h1><ul>{string.Concat(headlines.Select((line, i) => $"<li><a href=\"/a/{i + 1}\">{line}</a></li>"))}</ul><p><a href=\"/weather\">Weather</a></p><p><a href=\"/older\">Older news</a></p>"
        );
        site.Serve(
            "/a/1",
            "<h1>The bridge is open again</h1><p>By Ana Pinto. After nine weeks cars may cross from Monday; the repair cost 2.4 million.</p>"
        );
        site.Serve("/a/2", "<h1>Storks are back</h1><p>Seventeen pairs were counted on the old mill.</p>");
        site.Serve("/a/3", "<h1>Library gets a garden</h1><p>Reading outside is possible from June.</p>");
        site.Serve("/a/4", "<h1>Ferry adds a late boat</h1><p>The last one now leaves at 23:40.</p>");
        site.Serve("/older", "<h1>Older news</h1><p>Town hall painted blue.</p>");
        site.Serve("/weather", "<h1>Weather</h1><p>Today mild.</p><p><a href=\"/weather/week\">The week</a></p>");
        site.Serve("/weather/week", "<h1>The week</h1><p>Rain on Thursday, sun at the weekend.</p>");
        site.Serve("/jornal", "<h1>Jornal</h1><p>A ponte reabre na segunda-feira.</p>");
        site.Serve(
            "/long",
            string.Concat(Enumerable.Range(1, 400).Select(i => $"<p>Paragraph {i} of the annual report tells nothing new.</p>"))
                + "<p>Profit was 31 thousand.</p>"
        );
        site.Serve(
            "/feed.xml",
            $"<rss><channel><item><title>Storks are back</title><link>{Gazette}/a/2</link></item><item><title>Ferry</title><link>{Gazette}/a/4</link></item></channel></rss>",
            "application/rss+xml"
        );
        site.Redirect("/moved", Manual + "/install");
        site.Handle(
            "/archive",
            (http, request) =>
                http.Response.WriteAsync(
                    request.RawTarget.EndsWith("page=2", StringComparison.Ordinal)
                        ? "Archive, second page: the flood of 1967."
                        : "Archive, first page of two."
                )
        );
    }

    private void Manuals(HttpOrigin site)
    {
        var chapters = Enumerable.Range(1, 10).Select(i => $"<li><a href=\"/c/{i}\">Chapter {i}</a></li>");
        site.Serve(
            "/",
            $"<h1>Manual of the boiler</h1><ul>{string.Concat(chapters)}</ul><p><a href=\"/install\">Installing</a></p><p><a href=\"/config\">Settings</a></p>"
        );
        for (var i = 1; i <= 10; i++)
        {
            site.Serve(
                $"/c/{i}",
                $"<h1>Chapter {i}</h1><p>Valve {i} turns {(i % 2 == 0 ? "left" : "right")}.</p><p><a href=\"/c/{i + 1}\">Next</a></p>"
            );
        }

        site.Serve("/install", "<h1>Installing</h1><p>Needs 40 cm of room on each side.</p>");
        site.Serve("/config", "<h1>Settings</h1><p>Hold both buttons for five seconds to reset.</p>");
        site.Serve("/changes", "<h1>Changes</h1><h2>4.2</h2><p>Quieter fan.</p><h2>4.1</h2><p>New display.</p>");
        site.Serve("/licence.txt", "You may copy this manual freely.", "text/plain");
    }

    private void Wikis(HttpOrigin site)
    {
        site.Serve("/wiki/Cork_oak", "<h1>Cork oak</h1><p>Harvested every nine years.</p>");
        site.Serve("/wiki/Ana_Pinto", "<h1>Ana Pinto</h1><p>Journalist, born 1979 in Braga.</p>");
        site.Serve("/wiki/Onion_soup", "<h1>Onion soup</h1><p>For four: one kilogram of onions, one litre of stock.</p>");
        site.Serve("/wiki/Black_tea", "<h1>Black tea</h1><p>Three minutes at 96 degrees.</p>");
    }

    private void Searches(HttpOrigin site) =>
        site.Serve(
            "/",
            $"<h1>Results</h1><ul><li><a href=\"{Wiki}/wiki/Onion_soup\">Onion soup</a>: a soup of onions, slow and sweet</li><li><a href=\"{Wiki}/wiki/Black_tea\">Black tea</a></li><li><a href=\"{Wiki}/wiki/Cork_oak\">Cork oak</a>: grows slowly, lives 200 years</li></ul>"
        );

    private void Shops(HttpOrigin site)
    {
        site.Serve("/lamps", "<h1>Lamps</h1><p><a href=\"/lamps/small\">Small lamp</a></p><p><a href=\"/lamps/tall\">Tall lamp</a></p>");
        site.Serve("/lamps/small", "<h1>Small lamp</h1><table><tr><td>Price</td><td>29 euros</td></tr></table>");
        site.Serve("/lamps/tall", "<h1>Tall lamp</h1><table><tr><td>Price</td><td>75 euros</td></tr></table>");
        site.Serve("/hours", "<h1>Opening hours</h1><p>Saturday 9 to 14, closed on Sunday.</p>");
        site.Serve("/concert", "<h1>Concert in the yard</h1><p>On 2026-07-18 at 20:00.</p>");
    }

    private void Apis(HttpOrigin site)
    {
        site.Serve("/weather", """{"city":"Lisbon","celsius":24,"sky":"clear"}""", "application/json");
        site.Serve("/rates", """{"EUR":{"USD":1.09}}""", "application/json");
        site.Serve("/releases/boilerd", """{"latest":"4.2.1","published":"2026-04-02"}""", "application/json");
        site.Serve("/words/brisk", """{"word":"brisk","means":"quick and active"}""", "application/json");
        site.Serve("/holidays/2026/PT", """[{"date":"2026-06-10","name":"Portugal Day"}]""", "application/json");
        site.Serve("/departures", """[{"line":"3","leaves":"17:52"}]""", "application/json");
        site.Serve("/todos", """{"id":12,"done":false}""", "application/json", StatusCodes.Status201Created);
        site.Serve("/todos/12", "", "text/plain", StatusCodes.Status204NoContent);
        site.Serve("/push", "sent", "text/plain");
        site.Serve("/lights/hall", """{"on":true}""", "application/json");
        site.Serve("/issues", """{"number":88}""", "application/json", StatusCodes.Status201Created);
        site.Serve("/account", """{"balance":"120.40"}""", "application/json");
    }

    private async Task OddOnesAsync()
    {
        var internet = PocketInternet.Shared;
        var museum = await internet.HttpAsync(new Uri(Museum).Host);
        _origins.Add(museum.Serve("/", "<h1>Museum</h1><p>Entry is free on the first Sunday.</p>"));
        var address = TestNet.NextPublic();
        var box = new Uri(Box);
        internet.Dns.Address(box.Host, address);
        var own = await HttpOrigin.StartAsync(address, box.Port, internet.Ca, box.Host);
        _origins.Add(own.Serve("/status", "Backup finished at 03:10.", "text/plain"));
    }
}
