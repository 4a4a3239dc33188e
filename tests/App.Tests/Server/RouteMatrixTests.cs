using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.App.Tests.Server;

/// <summary>Every route of the gateway, as the program lists them, against each kind of bad request.</summary>
public sealed class RouteMatrixTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private const string Json = "application/json";

    private static readonly string[] BadValues =
    [
        "",
        "-1",
        "0",
        "1e9",
        "NaN",
        "99999999999999999999",
        "2020-13-45",
        "true",
        "..%2F..%2Fetc%2Fpasswd",
        "%27%20OR%201%3D1%20--",
        "%0d%0aX-Injected%3A%20y",
        "%C3%A9%E2%80%AE",
        "%ff%fe",
        "%zz",
    ];

    private static readonly Type[] Texts = [typeof(string)];

    [Fact]
    [Trait("Row", "I-020")]
    [Trait("Row", "I-211")]
    [Trait("Row", "I-212")]
    [Trait("Row", "I-215")]
    [Trait("Row", "A-110")]
    public async Task Every_route_refuses_every_bad_request()
    {
        var (routes, tried) = (Routes().ToList(), 0);
        Assert.True(routes.Count > 20, $"found only {routes.Count} routes");
        foreach (var (method, path, facts) in routes)
        {
            foreach (var (what, expected, request) in Cases(method, path, facts))
            {
                using (request)
                {
                    using var answer = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    Assert.Equal(($"{method} {path}", what, expected), ($"{method} {path}", what, (int)answer.StatusCode));
                    Assert.Equal(
                        ("nosniff", what),
                        (answer.Headers.TryGetValues("X-Content-Type-Options", out var values) ? string.Join('|', values) : "", what)
                    );
                }

                tried++;
                gateway.Clock.Advance(TimeSpan.FromSeconds(61));
            }
        }

        Assert.True(tried > 100, $"tried only {tried}");
    }

    [Fact]
    [Trait("Row", "I-216")]
    public async Task No_value_of_any_parameter_breaks_a_route()
    {
        var tried = 0;
        foreach (var route in gateway.Routes.Where(route => Facts(route) is { } facts && facts.Listeners.HasFlag(Listeners.Gateway)))
        {
            var parameters = Parameters(route).ToList();
            foreach (var parameter in parameters)
            {
                foreach (var value in BadValues.Append(new string('x', 5_000)))
                {
                    var path = Fill(route, parameters, parameter, value);
                    using var answer = await gateway.SendAsync(HttpMethod.Get, path, GatewayUnderTest.Token);
                    tried++;
                    Assert.True((int)answer.StatusCode < 500, $"{path} answered {(int)answer.StatusCode}");
                    Assert.False(answer.Headers.Contains("X-Injected"));
                    // What no number or date can be is refused as such, never taken for "none".
                    if (!Texts.Contains(parameter.ParameterType) && value is "1e9" or "NaN" or "%zz" or "true")
                    {
                        Assert.Equal((path, 400), (path, (int)answer.StatusCode));
                    }
                }
            }
        }

        Assert.True(tried > 80, $"tried only {tried}");
    }

    private static IEnumerable<(string What, int Expected, HttpRequestMessage Request)> Cases(
        HttpMethod method,
        string path,
        RouteFacts facts
    )
    {
        var isOpen = facts.Auth == RouteAuth.Public;
        var tooLarge = new string(' ', (int)GatewayLimits.BodyBytes + 1);
        if (!isOpen)
        {
            yield return ("no credential", 401, Request(method, path, null, facts.MaxBodyBytes > 0 ? "{}" : null));
            yield return ("a wrong token", 401, Request(method, path, "wrong-wrong-wrong-wrong", facts.MaxBodyBytes > 0 ? "{}" : null));
            yield return ("no credential, and too large", 413, Request(method, path, null, tooLarge));
        }

        yield return ("too large", 413, Request(method, path, GatewayUnderTest.Token, tooLarge));
        if (facts.MaxBodyBytes == 0)
        {
            yield break;
        }

        yield return ("the wrong type", 415, Request(method, path, GatewayUnderTest.Token, "{}", "text/plain"));
        yield return ("no type", 415, Request(method, path, GatewayUnderTest.Token, "{}", null));
        yield return ("a compressed body", 415, Compressed(method, path));
        yield return ("no body", 400, Request(method, path, GatewayUnderTest.Token, ""));
        yield return ("no JSON", 400, Request(method, path, GatewayUnderTest.Token, "{]"));
        // JSON of the wrong shape; OpenAI's API, and so ours of that name, says 400 to all that it cannot take.
        var shape = path.StartsWith("/v1/", StringComparison.Ordinal) ? 400 : 422;
        yield return ("a list", shape, Request(method, path, GatewayUnderTest.Token, "[]"));
        yield return ("a text", shape, Request(method, path, GatewayUnderTest.Token, "\"x\""));
        yield return ("an unknown member", shape, Request(method, path, GatewayUnderTest.Token, """{"no_such_member":1}"""));
        yield return (
            "depth",
            shape,
            Request(method, path, GatewayUnderTest.Token, $$"""{"no_such_member":{{new string('[', 400)}}{{new string(']', 400)}}}""")
        );
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? token, string? body, string? type = Json)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        }

        return request;
    }

    private static HttpRequestMessage Compressed(HttpMethod method, string path)
    {
        var request = Request(method, path, GatewayUnderTest.Token, "{}");
        request.Content!.Headers.ContentEncoding.Add("gzip");
        return request;
    }

    private IEnumerable<(HttpMethod Method, string Path, RouteFacts Facts)> Routes() =>
        from route in gateway.Routes
        let facts = Facts(route)
        where facts is not null && facts.Listeners.HasFlag(Listeners.Gateway)
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (new HttpMethod(method), Fill(route, [], null, ""), facts);

    // Every parameter gets a plausible value but the one under test.
    private static string Fill(RouteEndpoint route, IEnumerable<ParameterInfo> parameters, ParameterInfo? tested, string value)
    {
        var path = route.RoutePattern.RawText!;
        foreach (var part in route.RoutePattern.Parameters)
        {
            path = path.Replace($"{{{part.Name}}}", part.Name == tested?.Name ? value : new string('a', 32), StringComparison.Ordinal);
        }

        var query = parameters
            .Where(parameter => route.RoutePattern.GetParameter(parameter.Name!) is null)
            .Where(parameter => parameter == tested || Texts.Contains(parameter.ParameterType))
            .Select(parameter => $"{parameter.Name}={(parameter == tested ? value : new string('a', 32))}");
        return $"{path}?{string.Join('&', query)}";
    }

    private static IEnumerable<ParameterInfo> Parameters(RouteEndpoint route) =>
        route
            .Metadata.GetMetadata<MethodInfo>()!
            .GetParameters()
            .Where(parameter =>
                (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is var type
                && (type == typeof(string) || type == typeof(DateTimeOffset) || type.IsPrimitive)
            );

    private static RouteFacts? Facts(RouteEndpoint route) => route.Metadata.GetMetadata<RouteFacts>();
}
