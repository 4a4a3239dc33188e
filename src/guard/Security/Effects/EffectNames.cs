namespace Gatehouse.Security.Effects;

/// <summary>Wire names of effect kinds, both ways.</summary>
public static class EffectNames
{
    public static string Wire(this EffectKind kind) =>
        kind switch
        {
            EffectKind.ModelCall => "model_call",
            EffectKind.FetchPage => "fetch_page",
            EffectKind.HttpRequest => "http_request",
            EffectKind.WriteMemory => "write_memory",
            EffectKind.ReadMemory => "read_memory",
            EffectKind.DeleteMemory => "delete_memory",
            EffectKind.ExtractValue => "extract_value",
            EffectKind.ChangeSettings => "change_settings",
            EffectKind.Compute => "compute",
            EffectKind.CreateToken => "create_token",
            _ => throw new MalformedEffectException("unknown effect kind"),
        };

    public static EffectKind? Parse(string? wire) =>
        Enum.GetValues<EffectKind>().Cast<EffectKind?>().FirstOrDefault(kind => kind!.Value.Wire() == wire);
}
