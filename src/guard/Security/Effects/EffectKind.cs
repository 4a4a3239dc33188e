namespace Gatehouse.Security.Effects;

/// <summary>The closed list of what can be done to the world. The wire name is the snake_case form.</summary>
public enum EffectKind
{
    ModelCall,
    FetchPage,
    HttpRequest,
    WriteMemory,
    ReadMemory,
    DeleteMemory,
    ExtractValue,
    ChangeSettings,
    Compute,
    CreateToken,
}
