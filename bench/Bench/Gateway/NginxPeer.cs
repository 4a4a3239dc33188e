namespace Gatehouse.Bench.Gateway;

/// <summary>nginx with nchan, where it is installed.</summary>
internal static class NginxPeer
{
    private static readonly string[] Modules = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules"];

    public static string Sentence() =>
        Modules.Select(folder => Path.Combine(folder, "ngx_nchan_module.so")).FirstOrDefault(File.Exists) is { } module
            ? $"nginx with nchan is here ({module}) and was not measured: compare it by hand."
            : "nginx with nchan is not on this machine: no number beside it.";
}
