using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Endpoints;

/// <summary>Questions to the owner as the card shows them: everything is decoded from the stored bytes, nothing from what the model said.</summary>
internal static class ApprovalViews
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static ApprovalView View(ApprovalRecord approval)
    {
        var effect = EffectCodec.Decode(approval.Bytes);
        var always = approval.Grantable ? Grant.For(effect, id: "", approval.Created, expires: null) : null;
        return new ApprovalView(
            approval.Name,
            approval.From.Tool,
            $"{approval.From.Tool} wants to {effect.Line}",
            JsonNode.Parse(approval.Bytes)!.ToJsonString(Indented),
            approval.Thread?.Value ?? "",
            always is not null,
            approval.Created,
            approval.Expires,
            approval.Digest.Hex,
            effect.Kind.Wire(),
            approval.Bytes.Length,
            approval.Source,
            View(approval.Label),
            [.. EffectPreview.Of(effect).Select(View)],
            always?.Line,
            (int)approval.Reason.Row(),
            DenyReasonText.Describe(approval.Reason)
        );
    }

    public static FieldView View(PreviewField field) =>
        new(field.Name, field.Value, field.Style, field.Size, field.Sha256, field.Omitted ? true : null);

    public static PartView View(EffectPart part)
    {
        var bytes = part.Bytes.Span;
        var text = EffectPart.Text(bytes);
        return new PartView(
            part.Name,
            bytes.Length,
            Digest.Of(bytes).Hex,
            text is null ? "hex" : "text",
            text ?? Convert.ToHexStringLower(bytes)
        );
    }

    public static LabelView View(Label label) =>
        new(
            label.Integrity switch
            {
                Integrity.Owner => "owner",
                Integrity.Assistant => "assistant",
                _ => "untrusted",
            },
            label.Confidentiality == Confidentiality.Public ? "public" : "private"
        );
}
