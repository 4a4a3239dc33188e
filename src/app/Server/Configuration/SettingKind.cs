namespace Gatehouse.Server.Configuration;

/// <summary>How a setting's text is read. The wire name is the lower-case form.</summary>
internal enum SettingKind
{
    Text,
    Number,
    Flag,

    /// <summary>Such as <c>90s</c>, <c>24h</c> or <c>7d</c>.</summary>
    Duration,

    /// <summary>US dollars, such as <c>0.25</c>.</summary>
    Money,

    /// <summary>Bytes, such as <c>500MB</c>.</summary>
    Size,

    /// <summary>One of a few words.</summary>
    Choice,
}
