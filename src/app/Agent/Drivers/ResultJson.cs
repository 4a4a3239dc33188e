using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Drivers;

/// <summary>Results of tools as the model reads them.</summary>
internal static class ResultJson
{
    // Readable for people and models; the text is never put into HTML unescaped.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonObject result) => result.ToJsonString(Format);

    public static JsonObject Of(Label label) =>
        new()
        {
            ["integrity"] = label.Integrity switch
            {
                Integrity.Owner => "owner",
                Integrity.Assistant => "assistant",
                _ => "untrusted",
            },
            ["confidentiality"] = label.Confidentiality == Confidentiality.Public ? "public" : "private",
        };
}
