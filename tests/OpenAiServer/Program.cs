using System.Security.Cryptography.X509Certificates;
using Gatehouse.OpenAiServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A real server process that speaks the OpenAI wire protocol from a script.
// Arguments: --address 127.0.0.1 --port 21001 [--certificate leaf.pem --key leaf.key] [--script replies.json]
var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.Services.AddRoutingCore();
builder.WebHost.UseKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(System.Net.IPAddress.Parse(settings["address"] ?? "127.0.0.1"), int.Parse(settings["port"] ?? "21001"), Secure);
});

var script = new Script();
if (settings["script"] is { } file)
{
    script.Enqueue(Script.Parse(await File.ReadAllBytesAsync(file)));
}

var app = builder.Build();
app.MapControl(script);
app.MapOpenAi(script);
await app.StartAsync();
Console.WriteLine("listening");
await app.WaitForShutdownAsync();

void Secure(ListenOptions listen)
{
    if (settings["certificate"] is { } certificate && settings["key"] is { } key)
    {
        listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, key));
    }
}
