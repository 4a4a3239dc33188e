using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakBefore;
using static Gatehouse.Security.Leaks.Matching.LeakRules;
using static Gatehouse.Security.Leaks.Matching.LeakShapes;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Keys of model providers and of the tools around them.</summary>
internal static class ModelPatterns
{
    public static LeakPattern[] All() =>
        [
            // platform.openai.com. Keys of users, and of all that copied the format: DeepSeek, Moonshot, DashScope. They have 32
            // characters and more after the prefix, hence a digit within the first 48; a class name of 20 letters has none.
            // Project, service and admin keys have dashes and underscores from the first character on.
            new(
                "openai_api_key",
                Block,
                Written("sk-", [Key(Alphanumeric, 20, 48)], HasDigit),
                Written("sk-proj- sk-svcacct- sk-admin- sk-None-", [Key(Base64Url, 20, 60)], before: Loose)
            ),
            // docs.claude.com: API and admin keys; OAuth access and refresh tokens; session keys. All have 80 characters and more.
            new("anthropic_api_key", Block, Written("sk-ant-api sk-ant-admin sk-ant-oat sk-ant-ort sk-ant-sid", [Key(Base64Url, 60)])),
            // cloud.google.com/docs/authentication/api-keys: 39 characters; those of 2025 begin AQ. and are longer.
            new("google_api_key", Block, Written("AIza", [Key(Base64Url, 35)]), Written("AQ.Ab", [Key(Base64Url, 40)])),
            new("nearai_session", Block, Written("sess_", [Key(Alphanumeric, 32)], before: WordBreak)),
            // huggingface.co/docs/hub/security-tokens: of users, and the older ones of organisations.
            new("huggingface_token", Block, Written("hf_ api_org_", [Key(Alphanumeric, 34)], before: Loose)),
            // replicate.com/docs: 40 characters in all.
            new("replicate_api_token", Block, Written("r8_", [Key(Alphanumeric, 37)], before: Loose)),
            // console.groq.com
            new("groq_api_key", Block, Written("gsk_", [Key(Alphanumeric, 52)])),
            // docs.x.ai
            new("xai_api_key", Block, Written("xai-", [Key(Alphanumeric, 80)])),
            // docs.perplexity.ai
            new("perplexity_api_key", Block, Written("pplx-", [Key(Alphanumeric, 48)])),
            // openrouter.ai/docs
            new("openrouter_api_key", Block, Written("sk-or-v1-", [Key(Hex, 64)])),
            // build.nvidia.com
            new("nvidia_api_key", Block, Written("nvapi-", [Key(Base64Url, 60)])),
            // inference-docs.cerebras.ai
            new("cerebras_api_key", Block, Written("csk-", [Key(LowerDigits, 48)])),
            // docs.together.ai
            new("together_api_key", Block, Written("tgp_v1_", [Key(Base64Url, 43)])),
            // docs.langchain.com/langsmith: personal and service keys.
            new("langsmith_api_key", Block, Written("lsv2_pt_ lsv2_sk_", [Key(Hex, 32), Word("_"), Key(Hex, 10)])),
            // docs.tavily.com: also tvly-dev-
            new("tavily_api_key", Block, Written("tvly-", [Key(AlphanumericDash, 32)])),
            // docs.pinecone.io
            new("pinecone_api_key", Block, Written("pcsk_", [Key(AlphanumericUnderscore, 50)])),
            // elevenlabs.io/docs
            new("elevenlabs_api_key", Block, Written("sk_", [Key(Hex, 48)])),
            // docs.firecrawl.dev
            new("firecrawl_api_key", Block, Written("fc-", [Key(Hex, 32)], Closed)),
            // Our own scoped tokens.
            new("gatehouse_token", Block, Written("gh_", [Key(Hex, 64)])),
            // e2b.dev/docs
            new("e2b_api_key", Block, Written("e2b_", [Key(Hex, 40)])),
        ];
}
