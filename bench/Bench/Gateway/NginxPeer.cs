using System.Globalization;

namespace Gatehouse.Bench.Gateway;

/// <summary>nginx with nchan, where it is installed.</summary>
/// <param name="Program">nginx.</param>
/// <param name="Module">nchan; it needs no other module.</param>
internal sealed record NginxPeer(string Program, string Module)
{
    public const string Publisher = "/publish";

    public const string Missing = "nginx with nchan is not on this machine: no number beside it.";

    private static readonly string[] Modules = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules"];

    private static readonly string[] Programs = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

    /// <summary>Null where it is not.</summary>
    public static NginxPeer? Find() =>
        Existing(Programs, "nginx") is { } program && Existing(Modules, "ngx_nchan_module.so") is { } module
            ? new NginxPeer(program, module)
            : null;

    /// <summary>Writes its configuration; everything it writes itself stays in the folder, too.</summary>
    /// <returns>Its arguments.</returns>
    public string[] SetUp(string folder, int port)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), Configuration(port));
        return ["-p", folder + "/", "-c", "nginx.conf", "-e", "error.log"];
    }

    // One worker, as the peers are one process. Of each channel four bursts are kept, so that no reader misses what it has not read yet,
    // and a reader that comes gets none of them.
    private string Configuration(int port) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            load_module "{{Module}}";
            daemon off;
            worker_processes 1;
            worker_rlimit_nofile 4096;
            pid nginx.pid;
            error_log error.log warn;
            events { worker_connections 2048; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              keepalive_requests 1000000;
              keepalive_timeout 1h;
              nchan_message_buffer_length 1000;
              nchan_message_timeout 60s;
              server {
                listen 127.0.0.1:{{port}};
                location = /api/health { return 200 "ok"; }
                location = /events {
                  nchan_subscriber eventsource;
                  nchan_channel_id bench;
                  nchan_subscriber_first_message newest;
                }
                location = {{Publisher}} {
                  nchan_publisher http;
                  nchan_channel_id bench;
                }
              }
            }

            """
        );

    private static string? Existing(string[] folders, string name) =>
        folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
