namespace Gatehouse.Security.Policy;

/// <summary>The sentence that goes with a refusal: cause, and what would work instead.</summary>
public static class DenyReasonText
{
    public static string Describe(DenyReason reason) =>
        reason switch
        {
            DenyReason.NoRule => "No rule of the policy allows this.",
            DenyReason.DecisionFailed => "The decision failed, so the answer is no. The server's log has the cause.",
            DenyReason.LocalName => "That name belongs to this machine or its network. Only a public host can be reached.",
            DenyReason.PrivateAddress =>
                "That address is not on the public internet. Only an endpoint that the owner configured may be private.",
            DenyReason.MetadataAddress => "That is a cloud metadata address. It is never reachable from here.",
            DenyReason.HttpsOnly => "Only https:// addresses are allowed here.",
            DenyReason.IdentityFile =>
                "Untrusted text is in this conversation, and that document says who the assistant is. The owner can write it.",
            DenyReason.TooManyQuestions => "Too many approvals are waiting. Answer some of them first.",
            DenyReason.SecretInRequest =>
                "It holds what looks like a key or password, or more encoded data than can be looked through. Keys are never sent or kept this way.",
            DenyReason.UnknownModelServer => "That is not the model server in the configuration (LLM_BASE_URL).",
            DenyReason.OutsideItsTask =>
                "This is not part of what was allowed: an extraction reads its one source and asks the model, a program with a token asks the model only.",
            DenyReason.OwnersAlone => "This widens what may be done. Only the owner does that, on the page or in the terminal.",
            _ => "Refused.",
        };

    public static string Describe(AskReason reason) =>
        reason switch
        {
            AskReason.RequestEachTime => "Requests that the assistant composes are asked each time.",
            AskReason.MayCarryPrivateData =>
                "Untrusted text is in this conversation, and this address was composed, not copied: it might carry something private.",
            AskReason.ManyPages => "Many pages were read in this turn, led by untrusted text.",
            AskReason.ReplacesMemory => "Untrusted text is in this conversation, and this would replace a memory document.",
            AskReason.UnusualPort => "The port is not the usual one for a web page.",
            AskReason.AddressNotTyped => "The strict policy asks before reading an address that does not stand in what you wrote.",
            AskReason.AddsToMemory => "Untrusted text is in this conversation, and the strict policy asks before it adds to memory.",
            AskReason.Deletes => "What is deleted is gone, so it is asked each time.",
            _ => "The policy asks.",
        };
}
